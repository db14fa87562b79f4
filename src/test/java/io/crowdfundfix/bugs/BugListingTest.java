package io.crowdfundfix.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.bugs.BugsApi.BugFilter;
import io.crowdfundfix.bugs.BugsApi.BugPage;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.ListBugs;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysis;
import io.crowdfundfix.bugs.BugsApi.Sort;
import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.RawJson;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(BothDatabases.class)
class BugListingTest {
    private static final BugFilter ALL = new BugFilter(null, null, null, null, null, null, null);
    /** 19 bugs: three share each moment; every third has no analysis; the others share priorities and bounties. */
    private static final int MANY = 19;

    private final BugStore bugs = new BugStore();
    private Database database;

    @BeforeEach
    void open(Database ofThisTest) {
        database = ofThisTest;
    }

    @Test
    void filtersByEachOfItsSides() {
        insert(1, new BugReport("t", "d", "https://github.com/Acme/Shop.git", Severity.HIGH, List.of("c++"), null));
        insert(2, new BugReport("t", "d", "https://github.com/acme/other", Severity.LOW, List.of("c"), null));
        analyze(1, "ui", 0.5, 1_000);
        analyze(2, "network", 0.5, 999);
        Await.result(database.transaction(
                session -> bugs.updateStatus(session, new Bug(1, Status.IN_REVIEW, 101, null, 3), MutableClock.START)));
        for (BugFilter filter : List.of(
                new BugFilter(Status.IN_REVIEW, null, null, null, null, null, null),
                new BugFilter(null, Severity.HIGH, null, null, null, null, null),
                new BugFilter(null, null, "ui", null, null, null, null),
                new BugFilter(null, null, null, "c++", null, null, null),
                new BugFilter(null, null, null, null, "ACME/shop", null, null),
                new BugFilter(null, null, null, null, "https://github.com/acme/shop/issues", null, null),
                new BugFilter(null, null, null, null, null, 1_000L, null),
                new BugFilter(null, null, null, null, null, null, 101L),
                new BugFilter(Status.IN_REVIEW, Severity.HIGH, "ui", "c++", "acme/shop", 1L, 101L))) {
            assertEquals(List.of(1L), ids(filter), filter.toString());
        }
        assertEquals(List.of(2L, 1L), ids(ALL));
        assertEquals(List.of(), ids(new BugFilter(Status.OPEN, Severity.HIGH, null, null, null, null, null)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 18, 19, 20})
    void pagesThroughEachSortWithoutLossOrRepeat(int limit) {
        insertMany();
        List<Long> newest =
                LongStream.rangeClosed(1, MANY).map(i -> MANY + 1 - i).boxed().toList();
        // priority rises with i % 4 and the bounty falls with it; what has none comes last
        Map<Sort, List<Long>> expected = Map.of(
                Sort.NEWEST, newest,
                Sort.PRIORITY, byGroup(newest, 3, 2, 1, 0),
                Sort.BOUNTY, byGroup(newest, 0, 1, 2, 3));
        expected.forEach((sort, ids) -> assertEquals(ids, walk(sort, limit, null), sort.toString()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 10})
    void showsWhatASearchRankedInItsOrder(int limit) {
        insertMany();
        assertEquals(List.of(5L, 19L, 1L, 8L), walk(null, limit, List.of(5L, 19L, 77L, 1L, 8L)));
        assertEquals(List.of(19L, 8L, 5L, 1L), walk(Sort.NEWEST, limit, List.of(5L, 19L, 77L, 1L, 8L)));
        assertEquals(List.of(), walk(null, limit, List.of()));
    }

    @Test
    void filtersWhatASearchRanked() {
        insertMany();
        BugFilter mine = new BugFilter(null, null, null, null, null, null, 108L);
        BugPage page = page(new ListBugs(mine, null, 10, null, List.of(5L, 8L, 1L)));
        assertEquals(List.of(8L), page.bugs().stream().map(BugView::id).toList());
    }

    @Test
    void leavesTheLongPartsOut() {
        insert(1, new BugReport("t", "d", null, null, List.of(), "at Here.there(Here.java:1)"));
        analyze(1, "ui", 0.5, 1_000);
        BugView bug = page(new ListBugs(ALL, null, 1, null, null)).bugs().get(0);
        assertEquals(null, bug.stackTrace());
        assertEquals(null, bug.analysis());
        assertEquals("ui", bug.category());
    }

    @Test
    void refusesACursorThatIsNotItsOwn() {
        insertMany();
        String newest = page(new ListBugs(ALL, Sort.NEWEST, 1, null, null)).next();
        for (String cursor : new String[] {
            newest,
            "garbage",
            "",
            new Cursor("bounty", "many", 1).encoded(),
            new Cursor("bounty", "9".repeat(30), 1).encoded()
        }) {
            refuses(new ListBugs(ALL, Sort.BOUNTY, 1, cursor, null));
        }
        refuses(new ListBugs(ALL, null, 1, newest, List.of(1L)));
        refuses(new ListBugs(ALL, null, 1, new Cursor("newest", "yesterday", 1).encoded(), null));
        refuses(new ListBugs(ALL, null, 1, new Cursor("newest", "+1000000000-12-31T23:59:59Z", 1).encoded(), null));
        refuses(new ListBugs(ALL, null, 1, new Cursor("newest", "-200000-01-01T00:00:00Z", 1).encoded(), null));
    }

    private void refuses(ListBugs question) {
        Future<BugPage> page;
        try {
            page = BugListing.page(database, question);
        } catch (Fault fault) {
            page = Future.failedFuture(fault);
        }
        Fault fault = Await.fault(page);
        assertEquals(Fault.Kind.INVALID, fault.kind());
        assertEquals("cursor", fault.fields().get(0).field());
    }

    /** Reads page after page and checks that only the last one may be short. */
    private List<Long> walk(@Nullable Sort sort, int limit, @Nullable List<Long> ranked) {
        List<Long> seen = new ArrayList<>();
        String cursor = null;
        do {
            BugPage page = page(new ListBugs(ALL, sort, limit, cursor, ranked));
            page.bugs().forEach(bug -> seen.add(bug.id()));
            assertTrue(page.next() == null || page.bugs().size() == limit, "a short page in the middle");
            cursor = page.next();
        } while (cursor != null && seen.size() <= MANY);
        return seen;
    }

    private static List<Long> byGroup(List<Long> newest, int... groups) {
        List<Long> ordered = new ArrayList<>();
        for (int group : groups) {
            newest.stream().filter(i -> i % 3 != 0 && i % 4 == group).forEach(ordered::add);
        }
        newest.stream().filter(i -> i % 3 == 0).forEach(ordered::add);
        return ordered;
    }

    private void insertMany() {
        for (long i = 1; i <= MANY; i++) {
            insert(i, new BugReport("Bug " + i, "d", null, null, List.of(), null));
            if (i % 3 != 0) {
                analyze(i, "ui", i % 4 / 10.0, 1_000 - i % 4);
            }
        }
    }

    private void insert(long id, BugReport report) {
        Await.result(database.transaction(session -> bugs.insert(
                session, id, report, 100 + id, MutableClock.START.plus(Duration.ofNanos(1_000 * (id / 3))))));
    }

    private void analyze(long bug, String category, double priority, long cents) {
        RecordAnalysis found = new RecordAnalysis(bug, category, Severity.LOW, priority, 0.5, cents, new RawJson("{}"));
        Await.result(bugs.updateAnalysis(database, found, MutableClock.START));
    }

    private List<Long> ids(BugFilter filter) {
        return page(new ListBugs(filter, null, 10, null, null)).bugs().stream()
                .map(BugView::id)
                .toList();
    }

    private BugPage page(ListBugs question) {
        return Await.result(BugListing.page(database, question));
    }
}
