package io.crowdfundfix.verification;

import io.crowdfundfix.bus.Rounds;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.FundingApi;
import io.crowdfundfix.funding.FundingApi.RecordVerdict;
import io.crowdfundfix.jobs.Job;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.AuditLog;
import io.crowdfundfix.verification.SubmissionStore.Judged;
import io.crowdfundfix.verification.Verdict.JudgedDiff;
import io.crowdfundfix.verification.VerificationApi.FixJudged;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the submissions that wait: verdict and checks are stored in one transaction, then funding is told, then the job is
 * completed. Who dies in between has the rest repeated; a stored verdict is never made twice. Lives on one worker's context.
 */
final class PendingSubmissions {
    private static final Logger LOG = LoggerFactory.getLogger(PendingSubmissions.class);
    /** Longer than a fetch and the engine may take together. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int MAX_REASON = 500;

    private final Platform platform;
    private final VerificationConfig config;
    private final Verifier verifier;
    private final SubmissionStore store = new SubmissionStore();
    private final AuditLog audit = new AuditLog();
    private final FixMemory memory;
    private final Rounds rounds = new Rounds(this::round);

    PendingSubmissions(Platform platform, VerificationConfig config, Verifier verifier) {
        this.platform = platform;
        this.config = config;
        this.verifier = verifier;
        this.memory = new FixMemory(platform);
    }

    /** Claims and works until nothing is due; called again meanwhile it looks once more. */
    void drain() {
        rounds.run();
    }

    private Future<Boolean> round() {
        return platform.jobs()
                .claim(VerificationApi.VERIFY_JOB, 1, LEASE)
                .compose(claimed -> claimed.isEmpty() || rounds.isStopping()
                        ? Future.succeededFuture(false)
                        : work(claimed.get(0)).map(true))
                .onFailure(failure -> LOG.warn("pending submissions cannot be claimed: {}", failure.getMessage()));
    }

    /** Begins no further submission; completes when the one under way is done. */
    Future<Void> stop() {
        return rounds.stop();
    }

    private Future<Void> work(Job job) {
        return store.submission(platform.database(), job.subject())
                .compose(submission ->
                        submission.isEmpty() ? platform.jobs().complete(job) : process(job, submission.get()))
                .recover(failure -> failed(job, failure))
                .otherwise(failure -> {
                    LOG.warn("job {} could not be given back, its lease runs out: {}", job.id(), failure.getMessage());
                    return null;
                });
    }

    private Future<Void> process(Job job, Submission submission) {
        return store.judged(platform.database(), submission.id())
                .compose(judged -> judged.isPresent()
                        ? tell(job, submission, judged.get())
                        : job.attempt() > config.maxAttempts()
                                ? giveUp(job, "the worker died each time this was tried")
                                : judge(submission).compose(made -> end(job, submission, made)))
                .onSuccess(done -> platform.bus()
                        .publish(VerificationApi.JUDGED, new FixJudged(submission.id(), submission.bug())));
    }

    /** Stores the verdict, unless another has stored one meanwhile; empty where the submission was given up. */
    private Future<Optional<Judged>> judge(Submission submission) {
        return store.handed(platform.database(), submission.id())
                .compose(handed -> verifier.verify(submission, handed))
                .compose(verdict -> platform.database()
                        .transaction(session -> compared(session, submission, verdict)
                                .compose(compared -> store(session, submission, compared))))
                .compose(done -> store.judged(platform.database(), submission.id()));
    }

    /** With what a diff that fails has come to before. */
    private Future<Verdict> compared(Session session, Submission submission, Verdict verdict) {
        JudgedDiff diff = verdict.diff();
        return verdict.passed() || diff == null
                ? Future.succeededFuture(verdict)
                : store.failedBefore(session, submission, diff.sha256())
                        .map(before -> before.map(verdict::repeating).orElse(verdict));
    }

    private Future<Void> store(Session session, Submission submission, Verdict verdict) {
        Instant now = platform.clock().instant();
        return store.judge(session, submission.id(), verdict, now)
                .compose(stored ->
                        stored ? audit.add(session, entry(submission, verdict, now)) : Future.succeededFuture());
    }

    private static AuditEntry entry(Submission submission, Verdict verdict, Instant now) {
        String detail = String.format(
                Locale.ROOT,
                "level %d (%s), score %.3f",
                verdict.level(),
                verdict.mode().name().toLowerCase(Locale.ROOT),
                verdict.score());
        return new AuditEntry(
                now,
                null,
                verdict.passed() ? "fix_verified" : "fix_rejected",
                "submission",
                submission.id(),
                submission.bug(),
                null,
                detail);
    }

    private Future<Void> end(Job job, Submission submission, Optional<Judged> judged) {
        return judged.isEmpty() ? platform.jobs().complete(job) : tell(job, submission, judged.get());
    }

    private Future<Void> tell(Job job, Submission submission, Judged judged) {
        RecordVerdict verdict = new RecordVerdict(
                submission.id(),
                submission.bug(),
                submission.developer(),
                submission.submittedBy(),
                submission.proven(judged.level()),
                judged.passed(),
                judged.repeated(),
                judged.score());
        return platform.bus()
                .request(FundingApi.RECORD_VERDICT, verdict)
                .compose(taken -> store.told(
                        platform.database(),
                        submission.id(),
                        taken,
                        platform.clock().instant()))
                .compose(told ->
                        judged.passed() ? memory.remember(submission, judged.paths()) : Future.succeededFuture())
                .compose(remembered -> platform.jobs().complete(job));
    }

    /** A verdict that is stored is told as long as it takes; what cannot be judged is given up after some tries. */
    private Future<Void> failed(Job job, Throwable failure) {
        if (!(failure instanceof Fault)) {
            LOG.error("the verification of submission {} failed", job.subject(), failure);
        }
        String reason = failure instanceof Fault fault ? fault.message() : "unexpected error, see the log";
        if (job.attempt() < config.maxAttempts()) {
            return platform.jobs().retry(job, reason);
        }
        return giveUp(job, reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason);
    }

    private Future<Void> giveUp(Job job, String reason) {
        long submission = job.subject();
        Instant now = platform.clock().instant();
        AuditEntry entry = new AuditEntry(now, null, "fix_not_judged", "submission", submission, null, null, reason);
        return platform.database()
                .transaction(session -> store.giveUp(session, submission, reason)
                        .compose(given -> given == 0
                                ? Future.succeededFuture(given)
                                : audit.add(session, entry).map(given)))
                .compose(given -> given == 0
                        ? platform.jobs().retry(job, reason)
                        : platform.jobs().fail(job, reason))
                .onSuccess(done -> platform.bus().publish(VerificationApi.JUDGED, new FixJudged(submission, 0)));
    }
}
