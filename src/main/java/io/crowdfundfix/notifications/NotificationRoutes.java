package io.crowdfundfix.notifications;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.notifications.NotificationsApi.CountUnread;
import io.crowdfundfix.notifications.NotificationsApi.ListNotifications;
import io.crowdfundfix.notifications.NotificationsApi.MarkAllRead;
import io.crowdfundfix.notifications.NotificationsApi.MarkNotification;
import io.vertx.core.Future;

/** What the caller was told, over HTTP. */
final class NotificationRoutes implements Routes {
    private static final int MAX_CURSOR = 500;
    private static final long MAX_ID = 999_999_999_999_999_999L;

    private final Bus bus;

    NotificationRoutes(Bus bus) {
        this.bus = bus;
    }

    /** Body of a change of one notification. */
    record Change(Boolean read) {
        Change {
            Check.that().required("read", read).done();
        }
    }

    /** Body that marks several as read. */
    record ReadUpTo(Long upTo) {
        ReadUpTo {
            Check check = Check.that().required("up_to", upTo);
            if (upTo != null) {
                check.range("up_to", upTo, 0, MAX_ID);
            }
            check.done();
        }
    }

    @Override
    public void bind(Operations on) {
        NotificationStreams streams = new NotificationStreams(bus);
        on.on("listNotifications", this::list);
        on.on(
                "countUnreadNotifications",
                request -> bus.request(
                                NotificationsApi.COUNT_UNREAD,
                                new CountUnread(request.caller().id()))
                        .map(Reply::ok));
        on.on(
                "markNotification",
                request -> bus.request(
                                NotificationsApi.MARK,
                                new MarkNotification(
                                        request.caller().id(),
                                        request.id("id"),
                                        request.body(Change.class).read()))
                        .map(Reply::ok));
        on.on(
                "markNotificationsRead",
                request -> bus.request(
                                NotificationsApi.MARK_ALL_READ,
                                new MarkAllRead(
                                        request.caller().id(),
                                        request.body(ReadUpTo.class).upTo()))
                        .map(Reply::ok));
        on.onEvents("streamNotifications", streams::open);
    }

    private Future<Reply> list(Request request) {
        ListNotifications question = new ListNotifications(
                request.caller().id(),
                request.flag("unread"),
                request.integer("limit", 1, 100, 20),
                request.text("cursor", MAX_CURSOR));
        return bus.request(NotificationsApi.LIST, question).map(page -> {
            Reply reply = Reply.ok(page.notifications());
            return page.next() == null ? reply : reply.with("Link", request.nextPage(page.next()));
        });
    }
}
