package io.crowdfundfix.notifications;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Fault;
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
import org.jspecify.annotations.Nullable;

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
        Long after = lastEventId(request);
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

    private static @Nullable Long lastEventId(Request request) {
        String sent = request.header("Last-Event-ID");
        if (sent == null || sent.isBlank()) {
            return null;
        }
        if (!sent.matches("\\d{1,18}")) {
            throw Fault.invalid("Last-Event-ID", "must be the id of an event of this stream");
        }
        return Long.valueOf(sent);
    }

    /** One client; one read at a time. */
    private final class Listener {
        private final long person;
        private final EventStream stream;
        private long shown;
        private boolean reading;
        private boolean again;

        Listener(long person, EventStream stream) {
            this.person = person;
            this.stream = stream;
        }

        void read() {
            if (reading) {
                again = true;
                return;
            }
            reading = true;
            bus.request(NotificationsApi.FOLLOW, new FollowNotifications(person, shown, PAGE))
                    .onComplete(read -> {
                        reading = false;
                        boolean more = again;
                        again = false;
                        if (read.succeeded()) {
                            show(read.result());
                            more = more || read.result().notifications().size() == PAGE;
                        }
                        if (more) {
                            read();
                        }
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
