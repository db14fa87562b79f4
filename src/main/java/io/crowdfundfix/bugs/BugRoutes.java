package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugsApi.BugEvent;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.ChangeStatus;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.BugsApi.ListEvents;
import io.crowdfundfix.bugs.BugsApi.ReportBug;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.vertx.core.Future;
import java.util.List;

/** Bugs over HTTP. Their list is the search's. */
final class BugRoutes implements Routes {
    private static final String BUGS = "/api/v1/bugs/";

    private final Bus bus;

    BugRoutes(Bus bus) {
        this.bus = bus;
    }

    /** Body of a change of status. */
    record StatusChange(Status status) {
        StatusChange {
            Check.that().required("status", status).done();
        }
    }

    @Override
    public void bind(Operations on) {
        BugStreams streams = new BugStreams(bus);
        on.on("reportBug", this::report);
        on.on(
                "getBug",
                request ->
                        bus.request(BugsApi.FIND, new FindBug(request.id("id"))).map(BugRoutes::withVersion));
        on.on("changeBugStatus", this::changeStatus);
        on.on("listBugEvents", this::events);
        on.onEvents("streamBug", streams::open);
    }

    private Future<Reply> report(Request request) {
        ReportBug question = new ReportBug(request.caller(), request.body(BugReport.class), request.idempotencyKey());
        return bus.request(BugsApi.REPORT, question)
                .map(bug -> Reply.created(BUGS + bug.id(), bug).with("ETag", etag(bug)));
    }

    private Future<Reply> changeStatus(Request request) {
        Status status = request.body(StatusChange.class).status();
        return bus.request(
                        BugsApi.CHANGE_STATUS,
                        new ChangeStatus(request.caller(), request.id("id"), status, request.ifMatch()))
                .map(BugRoutes::withVersion);
    }

    private Future<Reply> events(Request request) {
        long bug = request.id("id");
        int limit = request.integer("limit", 1, 100, 50);
        Long after = request.number("cursor");
        return bus.request(BugsApi.HISTORY, new ListEvents(bug, after == null ? 0 : after, limit + 1))
                .map(page -> {
                    boolean more = page.events().size() > limit;
                    List<BugEvent> shown = more ? page.events().subList(0, limit) : page.events();
                    Reply reply = Reply.ok(shown);
                    return more
                            ? reply.with(
                                    "Link",
                                    request.nextPage(
                                            Long.toString(shown.get(limit - 1).seq())))
                            : reply;
                });
    }

    private static Reply withVersion(BugView bug) {
        return Reply.ok(bug).with("ETag", etag(bug));
    }

    private static String etag(BugView bug) {
        return "\"" + bug.version() + "\"";
    }
}
