package io.crowdfundfix.notifications;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.notifications.NotificationsApi.CountUnread;
import io.crowdfundfix.notifications.NotificationsApi.FollowNotifications;
import io.crowdfundfix.notifications.NotificationsApi.ListNotifications;
import io.crowdfundfix.notifications.NotificationsApi.MarkAllRead;
import io.crowdfundfix.notifications.NotificationsApi.MarkNotification;
import io.crowdfundfix.notifications.NotificationsApi.MarkedRead;
import io.crowdfundfix.notifications.NotificationsApi.NotificationPage;
import io.crowdfundfix.notifications.NotificationsApi.NotificationView;
import io.crowdfundfix.notifications.NotificationsApi.NotificationViews;
import io.crowdfundfix.notifications.NotificationsApi.Notified;
import io.crowdfundfix.notifications.NotificationsApi.Notify;
import io.crowdfundfix.notifications.NotificationsApi.PeopleTold;
import io.crowdfundfix.notifications.NotificationsApi.UnreadCount;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells people, and shows each of them what he was told. */
final class NotificationService {
    /** What is kept for one person; a few more until the next time that is looked at. */
    static final int KEPT = 1_000;

    private static final int TRIM_EACH = 100;
    private static final String NEWEST = "newest";

    private final Database database;
    private final Bus bus;
    private final Clock clock;
    private final NotificationStore store;

    NotificationService(Platform platform, NotificationStore store) {
        this.database = platform.database();
        this.bus = platform.bus();
        this.clock = platform.clock();
        this.store = store;
    }

    Future<Notified> notify(Notify question) {
        List<Long> people = question.people().stream().distinct().sorted().toList();
        if (people.isEmpty()) {
            return Future.succeededFuture(new Notified(0));
        }
        return database.transaction(transaction -> store.lock(transaction, people)
                        .compose(lastByPerson -> store.told(transaction, question.key(), people)
                                .compose(told -> {
                                    Map<Long, Long> next = new HashMap<>(lastByPerson);
                                    next.keySet().removeAll(told);
                                    next.replaceAll((person, last) -> last + 1);
                                    return store.add(transaction, question, next, clock.instant())
                                            .compose(added -> trimmed(transaction, next))
                                            .map(List.copyOf(next.keySet()));
                                })))
                .map(told -> {
                    if (!told.isEmpty()) {
                        bus.publish(NotificationsApi.TOLD, new PeopleTold(told));
                    }
                    return new Notified(told.size());
                });
    }

    private Future<Void> trimmed(Session transaction, Map<Long, Long> numberByPerson) {
        Future<Void> all = Future.succeededFuture();
        for (Map.Entry<Long, Long> one : numberByPerson.entrySet()) {
            if (one.getValue() > KEPT && one.getValue() % TRIM_EACH == 0) {
                all = all.compose(before -> store.trim(transaction, one.getKey(), KEPT))
                        .mapEmpty();
            }
        }
        return all;
    }

    Future<NotificationPage> list(ListNotifications question) {
        Long below = question.cursor() == null
                ? null
                : Long.valueOf(Cursor.decode(question.cursor(), NEWEST).id());
        return store.before(database, question.person(), question.unreadOnly(), below, question.limit() + 1)
                .map(found -> {
                    boolean more = found.size() > question.limit();
                    List<NotificationView> shown = more ? found.subList(0, question.limit()) : found;
                    return new NotificationPage(
                            shown,
                            more
                                    ? new Cursor(
                                                    NEWEST,
                                                    "",
                                                    shown.get(shown.size() - 1).id())
                                            .encoded()
                                    : null);
                });
    }

    Future<NotificationViews> follow(FollowNotifications question) {
        Long after = question.after();
        return after == null
                ? store.last(database, question.person()).map(last -> new NotificationViews(List.of(), last))
                : store.after(database, question.person(), after, question.limit())
                        .map(found -> new NotificationViews(
                                found,
                                found.isEmpty()
                                        ? after
                                        : found.get(found.size() - 1).id()));
    }

    Future<UnreadCount> countUnread(CountUnread question) {
        return store.unread(database, question.person()).map(UnreadCount::new);
    }

    Future<NotificationView> mark(MarkNotification question) {
        long person = question.person();
        Future<Integer> marked = question.read()
                ? store.markRead(database, person, question.id(), clock.instant())
                : store.markUnread(database, person, question.id());
        return marked.compose(done -> store.find(database, person, question.id()))
                .map(found -> found.orElseThrow(() -> Fault.notFound(
                        "notification_not_found", "You have no notification " + question.id() + " (any more)")));
    }

    Future<MarkedRead> markAllRead(MarkAllRead question) {
        return store.markAllRead(database, question.person(), question.upTo(), clock.instant())
                .map(MarkedRead::new);
    }
}
