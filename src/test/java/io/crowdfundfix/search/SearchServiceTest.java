package io.crowdfundfix.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.analysis.AnalysisApi;
import io.crowdfundfix.analysis.AnalysisApi.RankedBugs;
import io.crowdfundfix.bugs.Bugs;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugFilter;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.ReportBug;
import io.crowdfundfix.bugs.BugsApi.Sort;
import io.crowdfundfix.bugs.BugsConfig;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.search.SearchApi.SearchBugs;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class SearchServiceTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration ENDLESS = Duration.ofSeconds(30);

    private Platform platform;
    private long login;
    private long invoice;
    private long theme;

    @BeforeEach
    void report(Platform ofThisTest) {
        platform = ofThisTest;
        for (Deployment deployment : new Bugs(new BugsConfig(0)).deployments(platform)) {
            Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options()));
        }
        login = report("Login button is dead");
        invoice = report("Invoice button is dead");
        theme = report("Dark theme");
    }

    @Test
    void ranksFirstWhatBothRankingsHaveThenByRankAndTheWordsFirst() {
        assertEquals(List.of(3L, 1L, 2L, 4L, 5L), SearchService.fused(List.of(1L, 2L, 3L), List.of(3L, 4L, 5L)));
    }

    @Test
    void ranksFirstWhatBothHaveFurtherUp() {
        assertEquals(List.of(2L, 1L, 3L), SearchService.fused(List.of(1L, 2L, 3L), List.of(2L)));
        assertEquals(List.of(7L, 8L, 9L), SearchService.fused(List.of(9L, 7L, 8L), List.of(7L, 8L)));
    }

    @Test
    void oneRankingAloneKeepsItsOrder() {
        assertEquals(List.of(5L, 3L, 4L), SearchService.fused(List.of(5L, 3L, 4L), List.of()));
        assertEquals(List.of(5L, 3L, 4L), SearchService.fused(List.of(), List.of(5L, 3L, 4L)));
        assertEquals(List.of(), SearchService.fused(List.of(), List.of()));
    }

    @Test
    void fusesWordsAndMeaning() {
        meaning(() -> Future.succeededFuture(new RankedBugs(List.of(theme, login))));
        assertEquals(List.of(login, invoice, theme), found("button", null, ENDLESS));
        assertEquals(List.of(theme, invoice, login), found("button", Sort.NEWEST, ENDLESS));
    }

    @Test
    void searchesByWordsAloneWhereNobodyServesTheMeaning() {
        assertEquals(List.of(invoice, login), found("button", null, ENDLESS));
    }

    @Test
    void searchesByWordsAloneWhereTheMeaningFails() {
        meaning(() -> Future.failedFuture(Fault.unavailable("engine_loading", "The engine is still being loaded")));
        assertEquals(List.of(invoice, login), found("button", null, ENDLESS));
    }

    @Test
    void searchesByWordsAloneWhereTheMeaningBreaks() {
        meaning(() -> {
            throw new IllegalStateException("a defect, expected in the log");
        });
        assertEquals(List.of(login), found("login", null, ENDLESS));
    }

    @Test
    void searchesByWordsAloneWhereTheMeaningNeverAnswers() {
        meaning(() -> Promise.<RankedBugs>promise().future());
        assertEquals(List.of(invoice, login), found("button", null, PATIENCE));
    }

    @Test
    void findsByMeaningAloneWhatHasNoneOfTheWords() {
        meaning(() -> Future.succeededFuture(new RankedBugs(List.of(theme))));
        assertEquals(List.of(theme), found("unreadable", null, ENDLESS));
    }

    /** Serves the meaning of every text. */
    private void meaning(Supplier<Future<RankedBugs>> answer) {
        Await.result(platform.vertx().deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                return platform.bus().serve(AnalysisApi.RANK_BY_MEANING, question -> answer.get());
            }
        }));
    }

    private List<Long> found(String text, @Nullable Sort sort, Duration patience) {
        BugFilter all = new BugFilter(null, null, null, null, null, null, null);
        SearchBugs question = new SearchBugs(text, all, sort, 10, null);
        return Await.result(new SearchService(platform.bus(), patience).searchBugs(question)).bugs().stream()
                .map(found -> found.bug().id())
                .toList();
    }

    private long report(String title) {
        BugReport report = new BugReport(title, "As the title says.", null, null, List.of(), null);
        return Await.result(platform.bus()
                        .request(BugsApi.REPORT, new ReportBug(new Caller(1, Role.USER), report, null)))
                .id();
    }
}
