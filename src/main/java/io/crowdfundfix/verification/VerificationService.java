package io.crowdfundfix.verification;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.IdempotencyKeys;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.FundingApi;
import io.crowdfundfix.funding.FundingApi.FindClaim;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.FindUser;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.AuditLog;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.verification.VerificationApi.Evidence;
import io.crowdfundfix.verification.VerificationApi.EvidenceBy;
import io.crowdfundfix.verification.VerificationApi.FindSubmission;
import io.crowdfundfix.verification.VerificationApi.FixSubmitted;
import io.crowdfundfix.verification.VerificationApi.ListSubmissions;
import io.crowdfundfix.verification.VerificationApi.SubmissionPage;
import io.crowdfundfix.verification.VerificationApi.SubmissionStatus;
import io.crowdfundfix.verification.VerificationApi.SubmissionView;
import io.crowdfundfix.verification.VerificationApi.VerifyFix;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes fixes that are handed in; whether they hold is for the {@link Verifier} to say. */
final class VerificationService {
    /** Verifying costs; who waits for three verdicts on one bug has to wait for one of them. */
    private static final int MAX_PENDING = 3;

    private final Vertx vertx;
    private final Database database;
    private final Jobs jobs;
    private final Bus bus;
    private final Clock clock;
    private final VerificationConfig config;
    private final Ids ids;
    private final VerdictWaiters waiters;
    private final SubmissionStore store = new SubmissionStore();
    private final AuditLog audit = new AuditLog();
    private final IdempotencyKeys keys;

    VerificationService(Platform platform, VerificationConfig config, Ids ids, VerdictWaiters waiters) {
        this.vertx = platform.vertx();
        this.database = platform.database();
        this.jobs = platform.jobs();
        this.bus = platform.bus();
        this.clock = platform.clock();
        this.config = config;
        this.ids = ids;
        this.waiters = waiters;
        this.keys = new IdempotencyKeys(clock);
    }

    /** What came under a key before is found again, whatever has become of the bug since. */
    Future<SubmissionView> verify(VerifyFix question) {
        return admitted(question)
                .transform(admission -> ids.next(database)
                        .compose(id -> database.transaction(session -> earlier(session, question, id)
                                .compose(earlier -> earlier.isPresent()
                                        ? Future.succeededFuture(new Stored(earlier.get(), false))
                                        : admission.succeeded()
                                                ? insert(session, id, question, admission.result())
                                                : Future.failedFuture(admission.cause())))))
                .compose(stored ->
                        stored.made() ? judged(stored.submission()) : Future.succeededFuture(stored.submission()))
                .compose(this::view);
    }

    Future<SubmissionView> find(FindSubmission question) {
        return view(question.submission());
    }

    Future<SubmissionPage> list(ListSubmissions question) {
        return SubmissionListing.page(database, question);
    }

    /** A submission that is in the database: made now, or by an earlier request under the same key. */
    private record Stored(long submission, boolean made) {}

    /** What may be stored. */
    private record Admission(long developer, @Nullable EvidenceBy evidenceBy, Handed handed) {}

    private Future<Admission> admitted(VerifyFix question) {
        Caller caller = question.caller();
        long developer = question.developer() == null ? caller.id() : question.developer();
        return vertx.executeBlocking(() -> read(question), false)
                .compose(handed -> bus.request(BugsApi.FIND, new FindBug(question.bug()))
                        .map(bug -> {
                            mayActFor(caller, developer, bug);
                            EvidenceBy by = developer == caller.id() ? EvidenceBy.CLAIMANT : EvidenceBy.MAINTAINER;
                            return new Admission(developer, handed.hasEvidence() ? by : null, handed);
                        }))
                .compose(admission -> bus.request(IdentityApi.FIND, new FindUser(developer))
                        .recover(VerificationService::unknownDeveloper)
                        .compose(user -> bus.request(FundingApi.FIND_CLAIM, new FindClaim(question.bug(), developer)))
                        .map(claim -> {
                            if (claim.claim() != null && claim.attemptsLeft() <= 0) {
                                throw Fault.conflict(
                                        "attempts_exhausted",
                                        "Claim " + claim.claim() + " has no attempts left: withdraw it, or let it end");
                            }
                            return admission;
                        }));
    }

    private static <T> Future<T> unknownDeveloper(Throwable failure) {
        boolean unknown = failure instanceof Fault fault && fault.kind() == Fault.Kind.NOT_FOUND;
        return Future.failedFuture(
                unknown ? Fault.notFound("developer_not_found", "There is no such developer") : failure);
    }

    private static void mayActFor(Caller caller, long developer, BugView bug) {
        if (caller.id() != developer && caller.id() != bug.createdBy() && caller.role() != Role.ADMIN) {
            throw Fault.forbidden(
                    "not_your_fix",
                    "Only the developer, the bug's reporter or an ADMIN may hand in a fix: leave developer_id out for your own");
        }
        if (bug.status() == Status.CLOSED) {
            throw Fault.conflict("bug_closed", "Bug " + bug.id() + " is closed: it has to be reopened first");
        }
    }

    /** Everything that can be wrong with the texts is said now, and not by a verdict. */
    private Handed read(VerifyFix question) {
        PullRequestLink.of(question.prLink(), config.base());
        if (question.diff() != null) {
            DiffReader.read(question.diff());
        }
        Evidence evidence = question.evidence();
        Handed handed = evidence == null
                ? new Handed(question.diff(), null, null, List.of())
                : new Handed(
                        question.diff(),
                        text("evidence.before", evidence.before(), evidence.beforeGzipBase64()),
                        text("evidence.after", evidence.after(), evidence.afterGzipBase64()),
                        evidence.failToPass());
        handed.evidence();
        return handed;
    }

    private static @Nullable String text(String field, @Nullable String plain, @Nullable String packed) {
        if (plain != null && packed != null) {
            throw Fault.invalid(field, "must be given once: as text or as " + field + "_gzip_base64");
        }
        return packed == null ? plain : JUnitReader.inflated(field + "_gzip_base64", packed);
    }

    private Future<Optional<Long>> earlier(Session session, VerifyFix question, long id) {
        return question.key() == null
                ? Future.succeededFuture(Optional.empty())
                : keys.take(session, VerificationApi.VERIFY_FIX.address(), question.key(), id);
    }

    private Future<Stored> insert(Session session, long id, VerifyFix question, Admission admission) {
        Instant now = clock.instant();
        long caller = question.caller().id();
        Submission submission = new Submission(
                id,
                question.bug(),
                admission.developer(),
                caller,
                question.prLink(),
                SubmissionStatus.PENDING,
                admission.evidenceBy(),
                now);
        return store.countPending(session, question.bug(), admission.developer())
                .compose(waiting -> waiting >= MAX_PENDING
                        ? Future.failedFuture(Fault.conflict(
                                "verification_pending",
                                "There are " + waiting
                                        + " fixes of this developer for this bug that wait to be verified: wait"
                                        + " for one of them"))
                        : store.insert(session, submission, admission.handed()))
                .compose(inserted -> audit.add(
                        session,
                        new AuditEntry(
                                now,
                                caller,
                                "fix_submitted",
                                "submission",
                                id,
                                question.bug(),
                                null,
                                "of developer " + admission.developer() + ": " + question.prLink())))
                .compose(done -> jobs.enqueue(session, VerificationApi.VERIFY_JOB, id))
                .map(new Stored(id, true));
    }

    private Future<Long> judged(long submission) {
        Future<Void> waited = waiters.expect(submission);
        bus.publish(VerificationApi.SUBMITTED, new FixSubmitted(submission));
        return waited.map(submission);
    }

    private Future<SubmissionView> view(long submission) {
        return SubmissionListing.view(database, submission)
                .map(found -> found.orElseThrow(
                        () -> Fault.notFound("submission_not_found", "There is no submission " + submission)));
    }
}
