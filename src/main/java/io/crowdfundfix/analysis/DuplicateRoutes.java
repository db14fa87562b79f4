package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.SimilarBug;
import io.crowdfundfix.analysis.AnalysisApi.SimilarBugs;
import io.crowdfundfix.bugs.DuplicatesApi;
import io.crowdfundfix.bugs.DuplicatesApi.DecideDuplicate;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateState;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateView;
import io.crowdfundfix.bugs.DuplicatesApi.ListDuplicates;
import io.crowdfundfix.bugs.DuplicatesApi.SuggestDuplicate;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Duplicates over HTTP: what the engine finds and what people have said of it, in one list. */
final class DuplicateRoutes implements Routes {
    private static final List<DuplicateState> ORDER =
            List.of(DuplicateState.CONFIRMED, DuplicateState.SUGGESTED, DuplicateState.REJECTED);
    private static final Comparator<DuplicateView> BY_STATE =
            Comparator.comparingInt(view -> ORDER.indexOf(view.state()));
    private static final Comparator<DuplicateView> BY_SCORE = Comparator.comparing(
                    (DuplicateView view) -> view.score() == null ? -2 : view.score(), Comparator.reverseOrder())
            .thenComparing(DuplicateView::bugId);

    private final Bus bus;
    private final Likenesses likenesses;

    DuplicateRoutes(Bus bus) {
        this.bus = bus;
        this.likenesses = new Likenesses(bus);
    }

    /** Body of a suggestion. */
    record DuplicateSuggestion(Long bugId) {
        DuplicateSuggestion {
            Check check = Check.that().required("bug_id", bugId);
            if (bugId != null) {
                check.range("bug_id", bugId, 1, Long.MAX_VALUE);
            }
            check.done();
        }
    }

    /** Body of a decision. */
    record DuplicateDecision(DuplicateState state) {
        DuplicateDecision {
            Check.that()
                    .required("state", state)
                    .isTrue("state", state != DuplicateState.SUGGESTED, "must be one of confirmed, rejected")
                    .done();
        }
    }

    @Override
    public void bind(Operations on) {
        on.on("listDuplicates", this::list);
        on.on("suggestDuplicate", this::suggest);
        on.on("decideDuplicate", this::decide);
    }

    private Future<Reply> list(Request request) {
        long bug = request.id("id");
        int limit = request.integer("limit", 1, 50, 10);
        return bus.request(DuplicatesApi.LIST, new ListDuplicates(bug)).compose(said -> {
            Set<Long> known =
                    said.duplicates().stream().map(DuplicateView::bugId).collect(Collectors.toSet());
            return likenesses
                    .suggested(bug, limit + known.size())
                    .map(found -> Reply.ok(merged(said.duplicates(), known, found, limit)));
        });
    }

    /** Of the suggestions those of people come first, then the engine's in its own order. */
    private static List<DuplicateView> merged(List<DuplicateView> said, Set<Long> known, SimilarBugs found, int limit) {
        List<DuplicateView> all = new ArrayList<>(said);
        all.sort(BY_SCORE);
        found.bugs().stream()
                .filter(similar -> !known.contains(similar.bugId()))
                .map(DuplicateRoutes::suggestion)
                .forEach(all::add);
        return all.stream().sorted(BY_STATE).limit(limit).toList();
    }

    private static DuplicateView suggestion(SimilarBug similar) {
        return new DuplicateView(
                similar.bugId(),
                similar.title(),
                DuplicateState.SUGGESTED,
                similar.score(),
                similar.evidence(),
                null,
                null,
                null);
    }

    private Future<Reply> suggest(Request request) {
        long id = request.id("id");
        long other = request.body(DuplicateSuggestion.class).bugId();
        return likenesses
                .of(id, other)
                .compose(likeness ->
                        bus.request(DuplicatesApi.SUGGEST, new SuggestDuplicate(request.caller(), id, other, likeness)))
                .map(said -> said.changed()
                        ? Reply.created("/api/v1/bugs/" + id + "/duplicates", said.duplicate())
                        : Reply.ok(said.duplicate()));
    }

    private Future<Reply> decide(Request request) {
        long id = request.id("id");
        long other = request.id("other");
        boolean confirmed = request.body(DuplicateDecision.class).state() == DuplicateState.CONFIRMED;
        return likenesses
                .of(id, other)
                .compose(likeness -> bus.request(
                        DuplicatesApi.DECIDE, new DecideDuplicate(request.caller(), id, other, confirmed, likeness)))
                .map(said -> Reply.ok(said.duplicate()));
    }
}
