package io.crowdfundfix.notifications;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves {@link NotificationsApi}. */
final class NotificationsVerticle extends VerticleBase {
    private final Platform platform;

    NotificationsVerticle(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        NotificationService notifications = new NotificationService(platform, new NotificationStore());
        return Future.all(List.of(
                bus.serve(NotificationsApi.NOTIFY, notifications::notify),
                bus.serve(NotificationsApi.LIST, notifications::list),
                bus.serve(NotificationsApi.FOLLOW, notifications::follow),
                bus.serve(NotificationsApi.COUNT_UNREAD, notifications::countUnread),
                bus.serve(NotificationsApi.MARK, notifications::mark),
                bus.serve(NotificationsApi.MARK_ALL_READ, notifications::markAllRead)));
    }
}
