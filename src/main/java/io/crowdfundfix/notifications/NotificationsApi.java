package io.crowdfundfix.notifications;

import static io.crowdfundfix.bus.Endpoint.endpoint;
import static io.crowdfundfix.bus.Topic.topic;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.bus.Topic;
import io.crowdfundfix.fault.Check;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other parts may tell people. */
public final class NotificationsApi {
    public static final Endpoint<Notify, Notified> NOTIFY = endpoint("notifications.notify");

    public static final Endpoint<ListNotifications, NotificationPage> LIST = endpoint("notifications.list");
    public static final Endpoint<FollowNotifications, NotificationViews> FOLLOW = endpoint("notifications.follow");
    public static final Endpoint<CountUnread, UnreadCount> COUNT_UNREAD = endpoint("notifications.count_unread");
    public static final Endpoint<MarkNotification, NotificationView> MARK = endpoint("notifications.mark");
    public static final Endpoint<MarkAllRead, MarkedRead> MARK_ALL_READ = endpoint("notifications.mark_all_read");

    /** Some people have been told something. */
    public static final Topic<PeopleTold> TOLD = topic("notifications.told");

    public static final int MAX_PEOPLE = 1_000;
    private static final int MAX_KEY = 200;
    private static final int MAX_KIND = 60;
    private static final int MAX_TEXT = 500;

    private NotificationsApi() {}

    /**
     * Tells people something, each of them once for this key.
     *
     * @param key says what this tells of, the same again for the same: {@code bounty:42:7}
     * @param people {@value NotificationsApi#MAX_PEOPLE} at most; doubles are told once
     * @param kind noun and participle: {@code claim_verified}
     * @param bug that it is about, if it is about one
     * @param text one sentence; a long one is cut to 500 characters
     */
    public record Notify(
            String key,
            List<Long> people,
            String kind,
            @Nullable Long bug,
            String text) implements BusMessage {
        public Notify {
            people = List.copyOf(people);
            Check.that()
                    .text("key", key, 1, MAX_KEY)
                    .size("people", people, MAX_PEOPLE)
                    .text("kind", kind, 1, MAX_KIND)
                    .text("text", text, 1, Integer.MAX_VALUE)
                    .done();
            text = text.codePointCount(0, text.length()) <= MAX_TEXT
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT));
        }
    }

    /** How many people had not been told before. */
    public record Notified(int people) implements BusMessage {}

    public record PeopleTold(List<Long> people) implements BusMessage {
        public PeopleTold {
            people = List.copyOf(people);
        }
    }

    /** What one person was told. */
    public record ListNotifications(
            long person,
            boolean unreadOnly,
            int limit,
            @Nullable String cursor) implements BusMessage {}

    /** A page, the newest first. */
    public record NotificationPage(
            List<NotificationView> notifications, @Nullable String next) implements BusMessage {
        public NotificationPage {
            notifications = List.copyOf(notifications);
        }
    }

    /**
     * Asks what a person was told after a number, the oldest first.
     *
     * @param after null for nothing but the last number there is
     */
    public record FollowNotifications(long person, @Nullable Long after, int limit) implements BusMessage {}

    /**
     * A part of what a person was told.
     *
     * @param last the number to go on from
     */
    public record NotificationViews(List<NotificationView> notifications, long last) implements BusMessage {
        public NotificationViews {
            notifications = List.copyOf(notifications);
        }
    }

    /**
     * One thing that somebody was told.
     *
     * @param id runs for each person on its own
     * @param readAt null while it is unread
     */
    public record NotificationView(
            long id,
            String kind,
            @Nullable Long bugId,
            String text,
            Instant madeAt,
            @Nullable Instant readAt) implements BusMessage {}

    public record CountUnread(long person) implements BusMessage {}

    public record UnreadCount(long count) implements BusMessage {}

    public record MarkNotification(long person, long id, boolean read) implements BusMessage {}

    /** Marks all up to and with this one as read. */
    public record MarkAllRead(long person, long upTo) implements BusMessage {}

    /** How many were unread before. */
    public record MarkedRead(long count) implements BusMessage {}
}
