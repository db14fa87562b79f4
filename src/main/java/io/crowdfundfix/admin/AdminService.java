package io.crowdfundfix.admin;

import io.crowdfundfix.admin.AdminApi.AuditPage;
import io.crowdfundfix.admin.AdminApi.AuditView;
import io.crowdfundfix.admin.AdminApi.JobCount;
import io.crowdfundfix.admin.AdminApi.JobPage;
import io.crowdfundfix.admin.AdminApi.JobState;
import io.crowdfundfix.admin.AdminApi.JobView;
import io.crowdfundfix.admin.AdminApi.ListAudit;
import io.crowdfundfix.admin.AdminApi.ListJobs;
import io.crowdfundfix.admin.AdminApi.RetryJob;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.jobs.JobListing;
import io.crowdfundfix.jobs.JobListing.Listed;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.AuditLog;
import io.crowdfundfix.journal.AuditTrail;
import io.crowdfundfix.journal.AuditTrail.Numbered;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Answers administrators. */
final class AdminService {
    private static final String ORDER = "jobs";

    private final Database database;
    private final Clock clock;
    private final JobListing jobs;
    private final AuditTrail trail;
    private final AuditLog audit = new AuditLog();

    AdminService(Platform platform) {
        this.database = platform.database();
        this.clock = platform.clock();
        this.jobs = new JobListing(database);
        this.trail = new AuditTrail(database);
    }

    Future<AuditPage> listAudit(ListAudit question) {
        AdminApi.AuditFilter asked = question.filter();
        AuditTrail.Filter filter = new AuditTrail.Filter(
                asked.actor(),
                asked.subjectKind(),
                asked.subjectId(),
                asked.bug(),
                asked.action(),
                asked.from(),
                asked.to());
        return trail.page(filter, question.cursor(), question.limit())
                .map(page -> new AuditPage(
                        page.entries().stream().map(AdminService::view).toList(), page.next()));
    }

    Future<JobPage> listJobs(ListJobs question) {
        Long below = question.cursor() == null
                ? null
                : Long.valueOf(Cursor.decode(question.cursor(), ORDER).id());
        String state = question.state() == null ? null : question.state().name();
        return jobs.counts()
                .compose(counts -> jobs.before(question.kind(), state, below, question.limit() + 1)
                        .map(found -> {
                            boolean more = found.size() > question.limit();
                            List<Listed> shown = more ? found.subList(0, question.limit()) : found;
                            return new JobPage(
                                    counts.stream()
                                            .map(one ->
                                                    new JobCount(one.kind(), JobState.valueOf(one.state()), one.jobs()))
                                            .toList(),
                                    shown.stream().map(AdminService::view).toList(),
                                    more
                                            ? new Cursor(
                                                            ORDER,
                                                            "",
                                                            shown.get(shown.size() - 1)
                                                                    .id())
                                                    .encoded()
                                            : null);
                        }));
    }

    Future<JobView> retryJob(RetryJob question) {
        Instant now = clock.instant();
        return database.transaction(transaction -> jobs.revive(transaction, question.id(), now)
                .compose(revived -> jobs.find(transaction, question.id()).compose(found -> {
                    Listed job = found.orElseThrow(
                            () -> Fault.notFound("job_not_found", "There is no job " + question.id() + " (any more)"));
                    return revived
                            ? noted(transaction, question, job, now).map(view(job))
                            : Future.failedFuture(Fault.conflict(
                                    "job_not_failed", "Job " + job.id() + " has not failed: it is " + job.state()));
                })));
    }

    private Future<Void> noted(Session transaction, RetryJob question, Listed job, Instant now) {
        return audit.add(
                transaction,
                new AuditEntry(
                        now,
                        question.caller().id(),
                        "job_retried",
                        "job",
                        job.id(),
                        null,
                        null,
                        job.kind() + " of " + job.subject()));
    }

    private static AuditView view(Numbered numbered) {
        AuditEntry entry = numbered.entry();
        Long cents = entry.amountCents();
        return new AuditView(
                numbered.id(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.subjectKind(),
                entry.subjectId(),
                entry.bug(),
                cents == null ? null : BigDecimal.valueOf(cents, 2),
                cents,
                entry.detail());
    }

    private static JobView view(Listed job) {
        return new JobView(
                job.id(),
                job.kind(),
                job.subject(),
                JobState.valueOf(job.state()),
                job.attempts(),
                job.dueAt(),
                job.createdAt(),
                job.reason());
    }
}
