package io.crowdfundfix.analysis;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.crowdfundfix.analysis.AnalysisApi.AnalysisView;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.ReadReport;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysis;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysisFailure;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.jobs.Job;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.json.RawJson;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off the queue of stored reports, a few at a time, at this worker's own pace. Lives on one worker's context. */
final class PendingReports {
    private static final Logger LOG = LoggerFactory.getLogger(PendingReports.class);
    private static final int CLAIMED_AT_ONCE = 4;

    private final Platform platform;
    private final AnalysisConfig config;
    private final Supplier<AnalysisService> service;
    private boolean draining;
    private boolean again;

    PendingReports(Platform platform, AnalysisConfig config, Supplier<AnalysisService> service) {
        this.platform = platform;
        this.config = config;
        this.service = service;
    }

    /** Claims and works until nothing is due; called again meanwhile it looks once more. */
    void drain() {
        if (draining) {
            again = true;
            return;
        }
        draining = true;
        again = false;
        platform.jobs()
                .claim(BugsApi.ANALYZE_JOB, CLAIMED_AT_ONCE)
                .compose(claimed -> inOrder(claimed).map(claimed.size()))
                .onComplete(done -> {
                    draining = false;
                    if (done.failed()) {
                        LOG.warn(
                                "pending reports cannot be claimed: {}",
                                done.cause().getMessage());
                    } else if (again || done.result() == CLAIMED_AT_ONCE) {
                        drain();
                    }
                });
    }

    private Future<Void> inOrder(List<Job> jobs) {
        Future<Void> all = Future.succeededFuture();
        for (Job job : jobs) {
            all = all.compose(before -> work(job));
        }
        return all;
    }

    /** Ends well whatever happens to the one report: the next one is not to suffer for it. */
    private Future<Void> work(Job job) {
        return platform.bus()
                .request(BugsApi.READ_REPORT, new ReadReport(job.subject()))
                .compose(report -> service.get().analyzeAndRemember(report))
                .compose(found -> platform.bus().request(BugsApi.RECORD_ANALYSIS, record(job.subject(), found)))
                .compose(recorded -> platform.jobs().complete(job))
                .recover(failure -> failed(job, failure))
                .otherwise(failure -> {
                    LOG.warn("job {} could not be given back, its lease runs out: {}", job.id(), failure.getMessage());
                    return null;
                });
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
        return platform.bus()
                .request(BugsApi.RECORD_ANALYSIS_FAILURE, new RecordAnalysisFailure(job.subject(), reason))
                .compose(recorded -> platform.jobs().fail(job, reason));
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
