package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.AnalysisView;
import io.crowdfundfix.analysis.AnalysisApi.AnalyzeBug;
import io.crowdfundfix.analysis.AnalysisApi.AnalyzeText;
import io.crowdfundfix.analysis.AnalysisApi.FindDuplicates;
import io.crowdfundfix.analysis.AnalysisApi.FindSimilar;
import io.crowdfundfix.analysis.ClustersApi.PageClusters;
import io.crowdfundfix.analysis.ClustersApi.ReadCluster;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.DuplicatesApi;
import io.crowdfundfix.bugs.DuplicatesApi.ListRejected;
import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.http.LineExchange;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The engine over HTTP. */
final class AnalysisRoutes implements Routes {
    private static final int LINES_AT_ONCE = 16;

    private final Bus bus;
    private final AnalysisConfig config;

    AnalysisRoutes(Bus bus, AnalysisConfig config) {
        this.bus = bus;
        this.config = config;
    }

    /** Body of an analysis: a stored bug by its number, or a report as it would be filed. */
    record AnalysisRequest(
            @Nullable Long bugId,
            @Nullable String title,
            @Nullable String description,
            @Nullable String repoLink,
            @Nullable Severity severity,
            @Nullable List<String> tags,
            @Nullable String stackTrace) {
        AnalysisRequest {
            Check check = Check.that();
            if (bugId != null) {
                check.range("bug_id", bugId, 1, Long.MAX_VALUE)
                        .isTrue("bug_id", title == null && description == null, "stands alone, without a report");
            } else {
                check.text("title", title, 1, BugsApi.MAX_TITLE)
                        .text("description", description, 1, BugsApi.MAX_DESCRIPTION)
                        .optionalText("stack_trace", stackTrace, 1, BugsApi.MAX_STACK_TRACE);
            }
            check.done();
        }
    }

    /** Body of a search for similar bugs: a report as it would be filed, or a stored bug by its number. */
    record SimilarRequest(
            @Nullable String title,
            @Nullable String description,
            @Nullable Long bugId) {
        SimilarRequest {
            Check check = Check.that();
            if (bugId != null) {
                check.range("bug_id", bugId, 1, Long.MAX_VALUE)
                        .isTrue("bug_id", title == null && description == null, "stands alone, without a report");
            } else {
                check.text("title", title, 1, BugsApi.MAX_TITLE)
                        .optionalText("description", description, 0, BugsApi.MAX_DESCRIPTION);
            }
            check.done();
        }
    }

    @Override
    public void bind(Operations on) {
        on.on(
                "analyzeBug",
                request -> analyze(request.body(AnalysisRequest.class)).map(Reply::ok));
        on.onLines(
                "analyzeBugs",
                request -> LineExchange.of(
                        config.maxStreamLineKb() * 1024, LINES_AT_ONCE, AnalysisRequest.class, this::analyze));
        on.on("findSimilarBugs", this::similar);
        on.on("listClusters", this::clusters);
        on.on(
                "getCluster",
                request -> bus.request(ClustersApi.READ_CLUSTER, new ReadCluster(request.id("id")))
                        .map(Reply::ok));
    }

    private Future<AnalysisView> analyze(AnalysisRequest body) {
        if (body.bugId() != null) {
            return bus.request(AnalysisApi.ANALYZE_BUG, new AnalyzeBug(body.bugId()));
        }
        return bus.request(
                AnalysisApi.ANALYZE_TEXT,
                new AnalyzeText(
                        given(body.title()),
                        given(body.description()),
                        body.stackTrace(),
                        body.severity(),
                        body.repoLink()));
    }

    private Future<Reply> similar(Request request) {
        SimilarRequest body = request.body(SimilarRequest.class);
        int limit = request.integer("limit", 1, 50, 10);
        if (body.bugId() != null) {
            return similarTo(body.bugId(), limit);
        }
        return bus.request(
                        AnalysisApi.FIND_SIMILAR,
                        new FindSimilar(given(body.title()), given(body.description()), limit))
                .map(found -> Reply.ok(found.bugs()));
    }

    /** Of a stored bug, leaving out those that people have judged to be others. */
    private Future<Reply> similarTo(long bug, int limit) {
        return bus.request(BugsApi.FIND, new FindBug(bug))
                .compose(exists -> bus.request(DuplicatesApi.LIST_REJECTED, new ListRejected(bug)))
                .compose(rejected -> bus.request(
                                AnalysisApi.FIND_DUPLICATES,
                                new FindDuplicates(bug, limit + rejected.ids().size()))
                        .map(found -> found.bugs().stream()
                                .filter(similar -> !rejected.ids().contains(similar.bugId()))
                                .limit(limit)
                                .toList()))
                .map(Reply::ok);
    }

    private Future<Reply> clusters(Request request) {
        PageClusters question = new PageClusters(
                request.integer("min_size", 1, 1_000_000, 2),
                request.integer("limit", 1, 100, 20),
                request.text("cursor", 500));
        return bus.request(ClustersApi.PAGE_CLUSTERS, question).map(page -> {
            Reply reply = Reply.ok(page.clusters());
            return page.next() == null ? reply : reply.with("Link", request.nextPage(page.next()));
        });
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }
}
