package io.crowdfundfix.analysis;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugIds;
import io.crowdfundfix.bugs.BugsApi.BugVersion;
import io.crowdfundfix.bugs.BugsApi.ReadReport;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysis;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysisFailure;
import io.crowdfundfix.bugs.BugsApi.ReportText;
import io.crowdfundfix.bugs.DuplicatesApi;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The doors of the bugs that an analysis goes through, which can be told to fail. Bugs up to number 99 exist. */
final class FakeBugs extends VerticleBase {
    static final long LAST = 99;

    final Queue<Long> read = new ConcurrentLinkedQueue<>();
    final Queue<Long> recorded = new ConcurrentLinkedQueue<>();
    final Queue<Instant> tries = new ConcurrentLinkedQueue<>();
    final Queue<RecordAnalysisFailure> givenUp = new ConcurrentLinkedQueue<>();

    private final Platform platform;
    private final AtomicInteger failures;

    FakeBugs(Platform platform, int failures) {
        this.platform = platform;
        this.failures = new AtomicInteger(failures);
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        return Future.all(List.of(
                bus.serve(BugsApi.READ_REPORT, this::report),
                bus.serve(DuplicatesApi.LIST_REJECTED, question -> Future.succeededFuture(new BugIds(List.of()))),
                bus.serve(BugsApi.RECORD_ANALYSIS, this::record),
                bus.serve(BugsApi.RECORD_ANALYSIS_FAILURE, this::giveUp)));
    }

    private Future<ReportText> report(ReadReport question) {
        long bug = question.bug();
        read.add(bug);
        if (bug > LAST) {
            throw Fault.notFound("bug_not_found", "There is no bug " + bug);
        }
        return Future.succeededFuture(
                new ReportText(bug, "Bug " + bug, "Number " + bug + " crashes.", null, null, null, MutableClock.START));
    }

    private Future<BugVersion> record(RecordAnalysis question) {
        tries.add(platform.clock().instant());
        if (failures.getAndDecrement() > 0) {
            throw Fault.unavailable("database_unavailable", "The disk is full");
        }
        recorded.add(question.bug());
        return Future.succeededFuture(new BugVersion(question.bug(), 2));
    }

    private Future<BugVersion> giveUp(RecordAnalysisFailure question) {
        givenUp.add(question);
        return Future.succeededFuture(new BugVersion(question.bug(), 2));
    }
}
