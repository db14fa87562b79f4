package io.crowdfundfix.notifications;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.notifications.NotificationsApi.CountUnread;
import io.crowdfundfix.notifications.NotificationsApi.FollowNotifications;
import io.crowdfundfix.notifications.NotificationsApi.ListNotifications;
import io.crowdfundfix.notifications.NotificationsApi.MarkAllRead;
import io.crowdfundfix.notifications.NotificationsApi.MarkNotification;
import io.crowdfundfix.notifications.NotificationsApi.NotificationPage;
import io.crowdfundfix.notifications.NotificationsApi.NotificationView;
import io.crowdfundfix.notifications.NotificationsApi.NotificationViews;
import io.crowdfundfix.notifications.NotificationsApi.Notified;
import io.crowdfundfix.notifications.NotificationsApi.Notify;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class NotificationServiceTest {
    private static final long ADA = 3;
    private static final long BOB = 4;

    private Bus bus;
    private Database database;

    @BeforeEach
    void deploy(Platform platform) {
        bus = platform.bus();
        database = platform.database();
        Await.result(platform.vertx().deployVerticle(new NotificationsVerticle(platform)));
    }

    @Test
    void tellsEachPersonOnceForAKey() {
        assertEquals(2, tell("bounty:1:1", ADA, BOB, ADA));
        assertEquals(0, tell("bounty:1:1", ADA, BOB));
        assertEquals(1, tell("bounty:1:1", ADA, 5));
        assertEquals(0, tell("bounty:1:2"));
        assertEquals(1, list(ADA).size());
        NotificationView told = list(BOB).get(0);
        assertEquals(1, told.id());
        assertEquals("claim_verified", told.kind());
        assertEquals(7L, told.bugId());
        assertNull(told.readAt());
    }

    @Test
    void numbersRunForEachPersonWithoutGapsWhoeverTellsAtOnce() {
        List<Future<Notified>> told = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            told.add(telling("key:" + i % 30, i % 2 == 0 ? List.of(ADA, BOB) : List.of(BOB, ADA)));
        }
        int all = told.stream().mapToInt(one -> Await.result(one).people()).sum();
        assertEquals(60, all);
        List<Long> ids = list(ADA).stream().map(NotificationView::id).toList();
        assertEquals(LongStream.iterate(30, id -> id - 1).limit(30).boxed().toList(), ids);
    }

    @Test
    void pagesFromTheNewestAndOnlyTheUnreadWhereAsked() {
        for (int i = 0; i < 5; i++) {
            tell("key:" + i, ADA);
        }
        tell("other", BOB);
        mark(ADA, 4, true);
        NotificationPage first = page(false, 2, null);
        assertEquals(List.of(5L, 4L), ids(first));
        NotificationPage second = page(false, 2, first.next());
        assertEquals(List.of(3L, 2L), ids(second));
        assertNull(page(false, 2, second.next()).next());
        assertEquals(List.of(5L, 3L, 2L, 1L), ids(page(true, 10, null)));
        assertEquals(
                Fault.Kind.INVALID,
                Await.fault(bus.request(NotificationsApi.LIST, new ListNotifications(ADA, false, 2, "x")))
                        .kind());
    }

    @Test
    void marksAndCountsOnlyOnesOwn() {
        tell("a", ADA, BOB);
        tell("b", ADA);
        tell("c", ADA);
        assertNotNull(mark(ADA, 1, true).readAt());
        assertEquals(mark(ADA, 1, true), mark(ADA, 1, true));
        assertNull(mark(ADA, 1, false).readAt());
        assertEquals(3, unread(ADA));
        assertEquals(
                2,
                Await.result(bus.request(NotificationsApi.MARK_ALL_READ, new MarkAllRead(ADA, 2)))
                        .count());
        assertEquals(1, unread(ADA));
        assertEquals(1, unread(BOB));
        assertEquals(
                Fault.Kind.NOT_FOUND,
                Await.fault(bus.request(NotificationsApi.MARK, new MarkNotification(BOB, 2, true)))
                        .kind());
    }

    @Test
    void isFollowedFromTheLastNumberOrFromAnyBefore() {
        assertEquals(0, follow(null).last());
        tell("a", ADA);
        tell("b", ADA);
        assertEquals(new NotificationViews(List.of(), 2), follow(null));
        assertEquals(2, follow(1L).notifications().get(0).id());
        assertEquals(2, follow(0L).notifications().size());
        assertEquals(9, follow(9L).last());
    }

    @Test
    void keepsSoManyForAPersonAndDropsWhatIsReadFirst() {
        int kept = NotificationService.KEPT;
        Await.result(database.update(
                "insert into notification_counters (person, last_number) values (#{ada}, #{last})",
                Parameters.with("ada", ADA).and("last", kept + 98)));
        Await.result(database.batch(
                """
                insert into notifications (person, number, key_value, kind, text, made_at, read_at)
                values (#{ada}, #{number}, #{key}, 'told', 'Told', #{now}, #{read})
                """,
                LongStream.rangeClosed(1, kept + 98)
                        .mapToObj(number -> Parameters.with("ada", ADA)
                                .and("number", number)
                                .and("key", "old:" + number)
                                .and("now", Times.toSql(Instant.EPOCH))
                                .and("read", number >= 50 && number <= 148 ? Times.toSql(Instant.EPOCH) : null))
                        .toList()));
        tell("one", ADA);
        assertEquals(kept + 99, count());
        tell("two", ADA);
        assertEquals(kept, count());
        assertEquals(
                List.of(49L, 149L, 150L),
                Await.result(database.query(
                        "select number from notifications where person = 3 and number between 49 and 150 order by number",
                        Parameters.none(),
                        row -> row.getLong("number"))));
    }

    @Test
    void cutsALongTextAndRefusesTooManyPeople() {
        Await.result(
                bus.request(NotificationsApi.NOTIFY, new Notify("long", List.of(ADA), "told", null, "😀".repeat(600))));
        assertEquals("😀".repeat(500), list(ADA).get(0).text());
        List<Long> many = LongStream.range(0, 1_001).boxed().toList();
        assertTrue(assertThrows(Fault.class, () -> new Notify("many", many, "told", null, "Told"))
                .message()
                .contains("people"));
        List<Long> most = many.subList(1, 1_001);
        assertEquals(1_000, Await.result(telling("most", most)).people());
    }

    private int tell(String key, long... people) {
        return Await.result(telling(key, LongStream.of(people).boxed().toList()))
                .people();
    }

    private Future<Notified> telling(String key, List<Long> people) {
        return bus.request(
                NotificationsApi.NOTIFY, new Notify(key, people, "claim_verified", 7L, "The fix of bug 7 holds"));
    }

    private List<NotificationView> list(long person) {
        return Await.result(bus.request(NotificationsApi.LIST, new ListNotifications(person, false, 100, null)))
                .notifications();
    }

    private NotificationPage page(boolean unread, int limit, @Nullable String cursor) {
        return Await.result(bus.request(NotificationsApi.LIST, new ListNotifications(ADA, unread, limit, cursor)));
    }

    private static List<Long> ids(NotificationPage page) {
        return page.notifications().stream().map(NotificationView::id).toList();
    }

    private NotificationView mark(long person, long id, boolean read) {
        return Await.result(bus.request(NotificationsApi.MARK, new MarkNotification(person, id, read)));
    }

    private long unread(long person) {
        return Await.result(bus.request(NotificationsApi.COUNT_UNREAD, new CountUnread(person)))
                .count();
    }

    private NotificationViews follow(@Nullable Long after) {
        return Await.result(bus.request(NotificationsApi.FOLLOW, new FollowNotifications(ADA, after, 100)));
    }

    private long count() {
        return Await.result(database.query(
                        "select count(*) as kept from notifications where person = 3",
                        Parameters.none(),
                        row -> row.getLong("kept")))
                .get(0);
    }
}
