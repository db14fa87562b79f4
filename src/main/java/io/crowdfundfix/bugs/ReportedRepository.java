package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.ResolveRepository;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Finds out to which connected repository a report belongs; where that cannot be asked, a job looks for it later. */
final class ReportedRepository {
    /** The kind of the job that looks later; its subject is the bug. */
    static final String LINK_JOB = "bugs.link";

    private final Bus bus;
    private final Jobs jobs;

    ReportedRepository(Bus bus, Jobs jobs) {
        this.bus = bus;
        this.jobs = jobs;
    }

    /**
     * A report, with the id of its repository if one is connected.
     *
     * @param unasked whether nobody could say if there is one
     */
    record Filed(BugReport report, boolean unasked) {}

    /** Fails where the report names a repository that is not there. */
    Future<Filed> of(BugReport report) {
        Long named = report.repositoryId();
        if (named != null) {
            return bus.request(RepositoriesApi.RESOLVE, new ResolveRepository(named, null))
                    .map(found -> {
                        if (found.repositoryId() == null) {
                            throw Fault.notFound(
                                    "repository_not_found",
                                    "There is no repository " + named + ": leave repository_id out");
                        }
                        return new Filed(report, false);
                    });
        }
        return report.repoLink() == null
                ? Future.succeededFuture(new Filed(report, false))
                : bus.request(RepositoriesApi.RESOLVE, new ResolveRepository(null, report.repoLink()))
                        .map(found -> new Filed(with(report, found.repositoryId()), false))
                        .otherwise(failure -> new Filed(report, !isAbsent(failure)));
    }

    /** Where no node serves repositories there are none; those that come with one look for their bugs themselves. */
    private static boolean isAbsent(Throwable failure) {
        return failure instanceof Fault fault && fault.code().equals("not_served");
    }

    private static BugReport with(BugReport report, @Nullable Long repository) {
        return new BugReport(
                report.title(),
                report.description(),
                report.repoLink(),
                report.severity(),
                report.tags(),
                report.stackTrace(),
                repository);
    }

    /** In the transaction that stores the report. */
    Future<Void> lookLater(Session transaction, long bug, Filed filed) {
        return filed.unasked() ? jobs.enqueue(transaction, LINK_JOB, bug) : Future.succeededFuture();
    }
}
