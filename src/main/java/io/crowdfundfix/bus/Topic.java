package io.crowdfundfix.bus;

/**
 * Facts that anybody may hear. A topic is a hint: what must not be lost is a row first.
 *
 * @param <E> the fact
 */
@SuppressWarnings("UnusedTypeParameter") // it ties a topic to its facts at compile time
public record Topic<E extends BusMessage>(String address) {
    /** A topic named {@code <package>.<participle>}. */
    public static <E extends BusMessage> Topic<E> topic(String address) {
        return new Topic<>(address);
    }
}
