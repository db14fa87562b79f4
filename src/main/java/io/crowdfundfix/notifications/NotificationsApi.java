package io.crowdfundfix.notifications;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other parts may tell people. */
public final class NotificationsApi {
    public static final Endpoint<Notify, Notified> NOTIFY = endpoint("notifications.notify");

    private NotificationsApi() {}

    /**
     * Tells people something, each of them once for this key.
     *
     * @param key says what this tells of, the same again for the same: {@code bounty:42:7}
     * @param people 1,000 at most; doubles are told once
     * @param kind noun and participle: {@code claim_verified}
     * @param bug that it is about, if it is about one
     * @param text one sentence
     */
    public record Notify(
            String key,
            List<Long> people,
            String kind,
            @Nullable Long bug,
            String text) implements BusMessage {
        public Notify {
            people = List.copyOf(people);
        }
    }

    /** How many people had not been told before. */
    public record Notified(int people) implements BusMessage {}
}
