package io.crowdfundfix.identity;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.AuditLog;
import io.vertx.core.Future;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** What every change of a person leaves behind in its transaction: an entry in the audit log, and work for who keeps profiles. */
final class ProfileJobs {
    private final AuditLog audit = new AuditLog();
    private final Jobs jobs;
    private final Clock clock;

    ProfileJobs(Platform platform) {
        this.jobs = platform.jobs();
        this.clock = platform.clock();
    }

    Future<Void> changed(Session transaction, long user, @Nullable Long actor, Change change) {
        AuditEntry entry =
                new AuditEntry(clock.instant(), actor, change.action(), "user", user, null, null, change.detail());
        return audit.add(transaction, entry)
                .compose(added -> jobs.enqueue(transaction, IdentityApi.PROFILE_CHANGED_JOB, user));
    }

    /** What happened to somebody, for the audit log. */
    record Change(String action, String detail) {}
}
