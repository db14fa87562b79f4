package io.crowdfundfix.admin;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.security.Caller;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What administrators may ask of the platform itself. */
public final class AdminApi {
    public static final Endpoint<ListAudit, AuditPage> LIST_AUDIT = endpoint("admin.list_audit");
    public static final Endpoint<ListJobs, JobPage> LIST_JOBS = endpoint("admin.list_jobs");
    public static final Endpoint<RetryJob, JobView> RETRY_JOB = endpoint("admin.retry_job");

    private AdminApi() {}

    /** Which entries of the audit log; null leaves a side open. The last moment is not within. */
    public record AuditFilter(
            @Nullable Long actor,
            @Nullable String subjectKind,
            @Nullable Long subjectId,
            @Nullable Long bug,
            @Nullable String action,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /** Asks for entries, the newest first. */
    public record ListAudit(
            AuditFilter filter, int limit, @Nullable String cursor) implements BusMessage {}

    public record AuditPage(
            List<AuditView> entries, @Nullable String next) implements BusMessage {
        public AuditPage {
            entries = List.copyOf(entries);
        }
    }

    /** One change of state or money. */
    public record AuditView(
            long id,
            Instant at,
            @Nullable Long actor,
            String action,
            String subjectKind,
            long subjectId,
            @Nullable Long bugId,
            @Nullable BigDecimal amount,
            @Nullable Long amountCents,
            String detail) {}

    /** Where a job stands; one that is worked on is pending. */
    public enum JobState {
        PENDING,
        FAILED
    }

    /** Asks for jobs, the newest first. */
    public record ListJobs(
            @Nullable String kind,
            @Nullable JobState state,
            int limit,
            @Nullable String cursor) implements BusMessage {}

    /** All jobs counted, and a part of the list. */
    public record JobPage(
            List<JobCount> counts,
            List<JobView> jobs,
            @Nullable String next) implements BusMessage {
        public JobPage {
            counts = List.copyOf(counts);
            jobs = List.copyOf(jobs);
        }
    }

    public record JobCount(String kind, JobState state, long jobs) {}

    /**
     * A job that is not done.
     *
     * @param dueAt when it is taken next; while it is worked on, when another takes over
     * @param reason why the last attempt failed
     */
    public record JobView(
            long id,
            String kind,
            long subject,
            JobState state,
            int attempts,
            Instant dueAt,
            Instant createdAt,
            @Nullable String reason)
            implements BusMessage {}

    public record RetryJob(Caller caller, long id) implements BusMessage {}
}
