package io.crowdfundfix.search;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugFilter;
import io.crowdfundfix.bugs.BugsApi.BugPage;
import io.crowdfundfix.bugs.BugsApi.ListBugs;
import io.crowdfundfix.bugs.BugsApi.Sort;
import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.search.SearchApi.SearchBugs;
import io.vertx.core.Future;

/** The list of bugs over HTTP: filtered by the bugs themselves, ranked by the search where a text is given. */
final class SearchRoutes implements Routes {
    private static final int MAX_TEXT = 500;

    private final Bus bus;

    SearchRoutes(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void bind(Operations on) {
        on.on("listBugs", this::list);
    }

    private Future<Reply> list(Request request) {
        return page(request).map(page -> {
            Reply reply = Reply.ok(page.bugs());
            return page.next() == null ? reply : reply.with("Link", request.nextPage(page.next()));
        });
    }

    private Future<BugPage> page(Request request) {
        String text = request.text("q", MAX_TEXT);
        Sort sort = request.choice("sort", Sort.class, true);
        int limit = request.integer("limit", 1, 100, 20);
        String cursor = request.text("cursor", 500);
        BugFilter filter = new BugFilter(
                request.choice("status", Status.class, false),
                request.choice("severity", Severity.class, false),
                request.text("category", 40),
                request.text("tag", 40),
                request.text("repo", 500),
                request.amountCents("min_bounty"),
                request.number("created_by"));
        return text == null
                ? bus.request(BugsApi.LIST, new ListBugs(filter, sort, limit, cursor, null))
                : bus.request(SearchApi.SEARCH_BUGS, new SearchBugs(text, filter, sort, limit, cursor));
    }
}
