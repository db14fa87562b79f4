package io.crowdfundfix.notifications;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.bus.Rounds;
import io.crowdfundfix.http.EventStream;
import io.crowdfundfix.http.Operations.EventSource;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.notifications.NotificationsApi.FollowNotifications;
import io.crowdfundfix.notifications.NotificationsApi.NotificationView;
import io.crowdfundfix.notifications.NotificationsApi.NotificationViews;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Live notifications on one HTTP verticle. The numbers of one person have no gaps in time: what is stored under a number was there before
 * the next one, so a stream that reads on from the last number it has shown misses nothing and shows nothing twice.
 */
final class NotificationStreams {
    private static final int PAGE = 100;

    private final Bus bus;
    private final Map<Long, Set<Listener>> listenersByPerson = new HashMap<>();

    NotificationStreams(Bus bus) {
        this.bus = bus;
        bus.subscribe(
                NotificationsApi.TOLD,
                told -> told.people().forEach(person -> listeners(person).forEach(Listener::read)));
    }

    Future<EventSource> open(Request request) {
        long person = request.caller().id();
        Long after = request.lastEventId();
        return bus.request(NotificationsApi.FOLLOW, new FollowNotifications(person, after, PAGE))
                .map(first -> stream -> follow(new Listener(person, stream), first));
    }

    private void follow(Listener listener, NotificationViews first) {
        listenersByPerson
                .computeIfAbsent(listener.person, any -> new HashSet<>())
                .add(listener);
        listener.stream.onClose(() -> leave(listener));
        listener.stream.onHeartbeat(listener::read);
        listener.show(first);
        listener.read();
    }

    private void leave(Listener listener) {
        Set<Listener> left = listenersByPerson.get(listener.person);
        if (left != null && left.remove(listener) && left.isEmpty()) {
            listenersByPerson.remove(listener.person);
        }
    }

    private List<Listener> listeners(long person) {
        return List.copyOf(listenersByPerson.getOrDefault(person, Set.of()));
    }

    /** One client; one read at a time. */
    private final class Listener {
        private final long person;
        private final EventStream stream;
        private final Rounds reads = new Rounds(this::readOn);
        private long shown;

        Listener(long person, EventStream stream) {
            this.person = person;
            this.stream = stream;
        }

        void read() {
            reads.run();
        }

        /** A full page is not the last. */
        private Future<Boolean> readOn() {
            return bus.request(NotificationsApi.FOLLOW, new FollowNotifications(person, shown, PAGE))
                    .map(page -> {
                        show(page);
                        return page.notifications().size() == PAGE;
                    });
        }

        void show(NotificationViews views) {
            for (NotificationView view : views.notifications()) {
                stream.send(view.id(), view.kind(), view);
            }
            shown = views.last();
        }
    }
}
