package io.crowdfundfix.bus;

import java.time.Duration;

/**
 * A question that one capability answers: its address, how long an asker waits, and how many may be in flight from one node.
 *
 * @param <Q> the question
 * @param <R> the answer
 */
@SuppressWarnings("UnusedTypeParameter") // they tie an address to its messages at compile time
public record Endpoint<Q extends BusMessage, R extends BusMessage>(String address, Duration timeout, int maxInFlight) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_IN_FLIGHT = 1024;

    /** An endpoint named {@code <package>.<verb>} with the common bounds. */
    public static <Q extends BusMessage, R extends BusMessage> Endpoint<Q, R> endpoint(String address) {
        return new Endpoint<>(address, TIMEOUT, MAX_IN_FLIGHT);
    }

    public Endpoint<Q, R> within(Duration limit) {
        return new Endpoint<>(address, limit, maxInFlight);
    }

    public Endpoint<Q, R> atMost(int inFlight) {
        return new Endpoint<>(address, timeout, inFlight);
    }
}
