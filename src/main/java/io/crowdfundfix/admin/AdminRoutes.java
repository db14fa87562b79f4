package io.crowdfundfix.admin;

import io.crowdfundfix.admin.AdminApi.AuditFilter;
import io.crowdfundfix.admin.AdminApi.JobCount;
import io.crowdfundfix.admin.AdminApi.JobState;
import io.crowdfundfix.admin.AdminApi.JobView;
import io.crowdfundfix.admin.AdminApi.ListAudit;
import io.crowdfundfix.admin.AdminApi.ListJobs;
import io.crowdfundfix.admin.AdminApi.RetryJob;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.identity.AccountsApi;
import io.crowdfundfix.identity.AccountsApi.AccountView;
import io.crowdfundfix.identity.AccountsApi.ChangeAccount;
import io.crowdfundfix.identity.AccountsApi.ListAccounts;
import io.crowdfundfix.identity.ReputationApi;
import io.crowdfundfix.identity.ReputationApi.RecomputeReputation;
import io.crowdfundfix.security.Role;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Administration over HTTP; the contract lets only administrators in. */
final class AdminRoutes implements Routes {
    private static final int MAX_CURSOR = 500;
    private static final int MAX_WORD = 60;
    private static final int MAX_SEARCH = 200;

    private final Bus bus;

    AdminRoutes(Bus bus) {
        this.bus = bus;
    }

    /** Body of a change of an account; what is left out stays. */
    record AccountChange(@Nullable Role role, @Nullable Boolean blocked) {}

    /** Jobs with the counts of all. */
    record JobList(List<JobCount> counts, List<JobView> jobs) {
        JobList {
            counts = List.copyOf(counts);
            jobs = List.copyOf(jobs);
        }
    }

    @Override
    public void bind(Operations on) {
        on.on("listUsers", this::users);
        on.on("changeUser", this::changeUser);
        on.on("listAudit", this::audit);
        on.on("listJobs", this::jobs);
        on.on(
                "retryJob",
                request -> bus.request(AdminApi.RETRY_JOB, new RetryJob(request.caller(), request.id("id")))
                        .map(Reply::ok));
        on.on("recomputeReputation", this::recompute);
    }

    private Future<Reply> users(Request request) {
        ListAccounts question = new ListAccounts(
                request.choice("role", Role.class, false),
                request.text("q", MAX_SEARCH),
                limit(request),
                request.text("cursor", MAX_CURSOR));
        return bus.request(AccountsApi.LIST, question)
                .map(page -> linked(request, Reply.ok(page.accounts()), page.next()));
    }

    private Future<Reply> changeUser(Request request) {
        AccountChange change = request.body(AccountChange.class);
        return bus.request(
                        AccountsApi.CHANGE,
                        new ChangeAccount(
                                request.caller(), request.id("id"), request.ifMatch(), change.role(), change.blocked()))
                .map(AdminRoutes::versioned);
    }

    private static Reply versioned(AccountView account) {
        return Reply.ok(account).with("ETag", "\"" + account.version() + "\"");
    }

    private Future<Reply> audit(Request request) {
        AuditFilter filter = new AuditFilter(
                request.number("actor"),
                request.text("subject_kind", MAX_WORD),
                request.number("subject_id"),
                request.number("bug_id"),
                request.text("action", MAX_WORD),
                request.moment("from"),
                request.moment("to"));
        return bus.request(
                        AdminApi.LIST_AUDIT, new ListAudit(filter, limit(request), request.text("cursor", MAX_CURSOR)))
                .map(page -> linked(request, Reply.ok(page.entries()), page.next()));
    }

    private Future<Reply> jobs(Request request) {
        ListJobs question = new ListJobs(
                request.text("kind", MAX_WORD),
                request.choice("state", JobState.class, false),
                limit(request),
                request.text("cursor", MAX_CURSOR));
        return bus.request(AdminApi.LIST_JOBS, question)
                .map(page -> linked(request, Reply.ok(new JobList(page.counts(), page.jobs())), page.next()));
    }

    private Future<Reply> recompute(Request request) {
        Long after = request.number("after");
        RecomputeReputation question = new RecomputeReputation(
                after == null ? 0 : after,
                request.integer("limit", 1, RecomputeReputation.MOST_AT_ONCE, RecomputeReputation.MOST_AT_ONCE));
        return bus.request(ReputationApi.RECOMPUTE, question).map(Reply::ok);
    }

    private static int limit(Request request) {
        return request.integer("limit", 1, 100, 20);
    }

    private static Reply linked(Request request, Reply reply, @Nullable String next) {
        return next == null ? reply : reply.with("Link", request.nextPage(next));
    }
}
