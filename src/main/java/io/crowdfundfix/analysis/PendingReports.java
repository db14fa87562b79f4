package io.crowdfundfix.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.crowdfundfix.analysis.AnalysisApi.AnalysisView;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.ReadReport;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysis;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysisFailure;
import io.crowdfundfix.bus.Rounds;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.jobs.Job;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.json.RawJson;
import io.vertx.core.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off the queue of stored reports, a few at a time, at this worker's own pace. Lives on one worker's context. */
final class PendingReports {
    private static final Logger LOG = LoggerFactory.getLogger(PendingReports.class);
    /** One at a time, so that the lease of a job covers its own work only. */
    private static final int CLAIMED_AT_ONCE = 1;

    private final Platform platform;
    private final AnalysisConfig config;
    private final Supplier<AnalysisService> service;
    private final Rounds rounds = new Rounds(this::round);

    PendingReports(Platform platform, AnalysisConfig config, Supplier<AnalysisService> service) {
        this.platform = platform;
        this.config = config;
        this.service = service;
    }

    /** Claims and works until nothing is due; called again meanwhile it looks once more. */
    void drain() {
        rounds.run();
    }

    private Future<Boolean> round() {
        return platform.jobs()
                .claim(BugsApi.ANALYZE_JOB, CLAIMED_AT_ONCE)
                .compose(claimed -> claimed.isEmpty() || rounds.isStopping()
                        ? Future.succeededFuture(false)
                        : work(claimed.get(0)).map(true))
                .onFailure(failure -> LOG.warn("pending reports cannot be claimed: {}", failure.getMessage()));
    }

    /** Begins no further report; completes when the one under way is done. */
    Future<Void> stop() {
        return rounds.stop();
    }

    /** Ends well whatever happens to the one report: the next one is not to suffer for it. */
    private Future<Void> work(Job job) {
        Future<Void> done = job.attempt() > config.maxAttempts()
                ? giveUp(job, "the worker died each time this was tried")
                : analyze(job).recover(failure -> failed(job, failure));
        return done.otherwise(failure -> {
            LOG.warn("job {} could not be given back, its lease runs out: {}", job.id(), failure.getMessage());
            return null;
        });
    }

    private Future<Void> analyze(Job job) {
        return platform.bus()
                .request(BugsApi.READ_REPORT, new ReadReport(job.subject()))
                .compose(report -> service.get().analyzeAndRemember(report))
                .compose(found -> platform.bus().request(BugsApi.RECORD_ANALYSIS, record(job.subject(), found)))
                .compose(recorded -> platform.jobs().complete(job));
    }

    private Future<Void> failed(Job job, Throwable failure) {
        if (failure instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND) {
            return platform.jobs().complete(job);
        }
        if (!(failure instanceof Fault)) {
            LOG.error("the analysis of bug {} failed", job.subject(), failure);
        }
        String reason = failure instanceof Fault fault ? fault.message() : "unexpected error, see the log";
        if (job.attempt() < config.maxAttempts()) {
            return platform.jobs().retry(job, reason);
        }
        return giveUp(job, reason);
    }

    /** What has been analysed meanwhile, by a worker that was thought dead, stays so. */
    private Future<Void> giveUp(Job job, String reason) {
        return platform.bus()
                .request(BugsApi.RECORD_ANALYSIS_FAILURE, new RecordAnalysisFailure(job.subject(), reason))
                .compose(recorded -> platform.jobs().fail(job, reason))
                .recover(failure -> failure instanceof Fault fault && fault.kind() == Fault.Kind.CONFLICT
                        ? platform.jobs().complete(job)
                        : Future.failedFuture(failure));
    }

    private static RecordAnalysis record(long bug, AnalysisView found) {
        try {
            return new RecordAnalysis(
                    bug,
                    found.category(),
                    found.severity(),
                    found.priorityScore(),
                    found.complexityScore(),
                    found.predictedBountyCents(),
                    new RawJson(Json.api().writeValueAsString(found)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
