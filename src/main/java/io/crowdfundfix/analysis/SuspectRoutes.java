package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.FindSuspects;
import io.crowdfundfix.analysis.AnalysisApi.LocateText;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.localisation.LocalisationApi;
import io.crowdfundfix.localisation.LocalisationApi.Located;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Where the fix will go, over HTTP. */
final class SuspectRoutes implements Routes {
    private static final int USUAL = 10;

    private final Bus bus;

    SuspectRoutes(Bus bus) {
        this.bus = bus;
    }

    /** Body of a question: a stored bug by its number, or a report with the repository that it is about. */
    record LocateRequest(
            @Nullable Long bugId,
            @Nullable String title,
            @Nullable String description,
            @Nullable String stackTrace,
            @Nullable Long repositoryId,
            @Nullable String repoLink) {
        LocateRequest {
            Check check = Check.that();
            if (bugId != null) {
                check.range("bug_id", bugId, 1, Long.MAX_VALUE)
                        .isTrue("bug_id", title == null && description == null, "stands alone, without a report");
            } else {
                check.text("title", title, 1, BugsApi.MAX_TITLE)
                        .optionalText("description", description, 0, BugsApi.MAX_DESCRIPTION)
                        .optionalText("stack_trace", stackTrace, 1, BugsApi.MAX_STACK_TRACE)
                        .optionalText("repo_link", repoLink, 1, BugsApi.MAX_LINK)
                        .isTrue(
                                "repository_id",
                                repositoryId != null || repoLink != null,
                                "is needed, or repo_link, to know which code to search");
            }
            if (repositoryId != null) {
                check.range("repository_id", repositoryId, 1, Long.MAX_VALUE);
            }
            check.done();
        }
    }

    @Override
    public void bind(Operations on) {
        on.on(
                "listSuspects",
                request -> bus.request(AnalysisApi.FIND_SUSPECTS, new FindSuspects(request.id("id"), limit(request)))
                        .map(SuspectRoutes::reply));
        on.on("locateFix", this::locate);
    }

    private Future<Reply> locate(Request request) {
        int limit = limit(request);
        LocateRequest body = request.body(LocateRequest.class);
        Future<Located> located = body.bugId() != null
                ? bus.request(AnalysisApi.FIND_SUSPECTS, new FindSuspects(body.bugId(), limit))
                : bus.request(
                        AnalysisApi.LOCATE_TEXT,
                        new LocateText(
                                null,
                                given(body.title()),
                                given(body.description()),
                                body.stackTrace(),
                                body.repositoryId(),
                                body.repoLink(),
                                limit));
        return located.map(SuspectRoutes::reply);
    }

    private static int limit(Request request) {
        return request.integer("limit", 1, LocalisationApi.MAX_LIMIT, USUAL);
    }

    private static Reply reply(Located located) {
        return Reply.ok(located.suspects());
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
