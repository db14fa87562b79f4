package io.crowdfundfix.search;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugFilter;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.ListBugs;
import io.crowdfundfix.bugs.BugsApi.Sort;
import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.search.SearchApi.FoundPage;
import io.crowdfundfix.search.SearchApi.Highlight;
import io.crowdfundfix.search.SearchApi.SearchBugs;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** An entry of a searched list: the bug as in any list, and the highlights. */
    record Hit(@JsonUnwrapped BugView bug, List<Highlight> highlights) {}

    private Future<Reply> list(Request request) {
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
                request.number("created_by"),
                request.number("repository_id"));
        return text == null
                ? bus.request(BugsApi.LIST, new ListBugs(filter, sort, limit, cursor, null))
                        .map(page -> page(request, page.bugs(), page.next()))
                : bus.request(SearchApi.SEARCH_BUGS, new SearchBugs(text, filter, sort, limit, cursor))
                        .map(found -> page(request, hits(found), found.next()));
    }

    private static List<Hit> hits(FoundPage found) {
        return found.bugs().stream()
                .map(one -> new Hit(one.bug(), one.highlights()))
                .toList();
    }

    private static Reply page(Request request, List<?> entries, @Nullable String next) {
        Reply reply = Reply.ok(entries);
        return next == null ? reply : reply.with("Link", request.nextPage(next));
    }
}
