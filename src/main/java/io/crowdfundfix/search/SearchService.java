package io.crowdfundfix.search;

import io.crowdfundfix.analysis.AnalysisApi;
import io.crowdfundfix.analysis.AnalysisApi.RankByMeaning;
import io.crowdfundfix.analysis.AnalysisApi.RankedBugs;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugIds;
import io.crowdfundfix.bugs.BugsApi.BugPage;
import io.crowdfundfix.bugs.BugsApi.ListBugs;
import io.crowdfundfix.bugs.BugsApi.MatchWords;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.search.SearchApi.FoundBug;
import io.crowdfundfix.search.SearchApi.FoundPage;
import io.crowdfundfix.search.SearchApi.SearchBugs;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Searches by words and by meaning at once. */
final class SearchService {
    private static final Logger LOG = LoggerFactory.getLogger(SearchService.class);
    private static final int MOST_BY_WORDS = 100;
    private static final int MOST_BY_MEANING = 200;
    /** The constant of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009). */
    private static final double RANK_CONSTANT = 60;

    private final Bus bus;
    private final Duration patience;

    /**
     * Searches over this bus.
     *
     * @param patience how long the meaning is waited for; the words are never kept back longer
     */
    SearchService(Bus bus, Duration patience) {
        this.bus = bus;
        this.patience = patience;
    }

    Future<FoundPage> searchBugs(SearchBugs question) {
        Future<BugIds> words =
                bus.request(BugsApi.MATCH_WORDS, new MatchWords(question.text(), question.filter(), MOST_BY_WORDS));
        Future<RankedBugs> meaning = bus.request(
                        AnalysisApi.RANK_BY_MEANING.within(patience),
                        new RankByMeaning(question.text(), MOST_BY_MEANING))
                .otherwise(failure -> {
                    LOG.warn("searching by words alone: {}", failure.getMessage());
                    return new RankedBugs(List.of());
                });
        return Future.all(words, meaning)
                .map(both -> fused(words.result().ids(), meaning.result().ids()))
                .compose(ranked -> bus.request(BugsApi.LIST, listing(question, ranked)))
                .map(page -> highlighted(page, new Highlighter(question.text())));
    }

    private static FoundPage highlighted(BugPage page, Highlighter highlighter) {
        return new FoundPage(
                page.bugs().stream()
                        .map(bug -> new FoundBug(bug, highlighter.of(bug.title(), bug.description())))
                        .toList(),
                page.next());
    }

    private static ListBugs listing(SearchBugs question, List<Long> ranked) {
        return new ListBugs(question.filter(), question.sort(), question.limit(), question.cursor(), ranked);
    }

    /** Reciprocal rank fusion: each ranking gives an id 1 / (60 + rank), the sum decides. */
    static List<Long> fused(List<Long> one, List<Long> other) {
        Map<Long, Double> scoreById = new LinkedHashMap<>();
        for (List<Long> ranking : List.of(one, other)) {
            for (int rank = 0; rank < ranking.size(); rank++) {
                scoreById.merge(ranking.get(rank), 1 / (RANK_CONSTANT + rank + 1), Double::sum);
            }
        }
        return scoreById.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
