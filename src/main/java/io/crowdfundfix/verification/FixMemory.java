package io.crowdfundfix.verification;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.ReadReport;
import io.crowdfundfix.bugs.BugsApi.ReportText;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.RecordFix;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;

/** Has the repository of a bug remember which files fixed it, so that the next bug like it leads there. */
final class FixMemory {
    private final Bus bus;
    private final Clock clock;

    FixMemory(Platform platform) {
        this.bus = platform.bus();
        this.clock = platform.clock();
    }

    /** Done twice it is remembered once; nothing where the bug belongs to no repository or that one is gone. */
    Future<Void> remember(Submission submission, List<String> paths) {
        if (paths.isEmpty()) {
            return Future.succeededFuture();
        }
        return bus.request(BugsApi.READ_REPORT, new ReadReport(submission.bug()))
                .compose(report -> report.repositoryId() == null
                        ? Future.succeededFuture()
                        : record(report, report.repositoryId(), paths));
    }

    private Future<Void> record(ReportText report, long repository, List<String> paths) {
        RecordFix fix =
                new RecordFix(repository, report.bug(), report.title(), report.description(), clock.instant(), paths);
        return bus.request(RepositoriesApi.RECORD_FIX, fix)
                .<Void>mapEmpty()
                .recover(failure -> failure instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure));
    }
}
