package io.crowdfundfix.bus;

import io.crowdfundfix.fault.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Typed requests and facts between capabilities; one instance for a node. What this node serves is asked here, the rest of the cluster
 * only otherwise. An endpoint's limit holds for each asking node: beyond it the answer is a {@code BUSY} fault at once. A request from
 * this node whose asker has given up waiting is dropped before any work is done for it.
 */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final String REQUEST_ID = "request-id";
    private static final String DEADLINE = "deadline-ms";

    private final Vertx vertx;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, AtomicInteger> consumersByAddress = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> inFlightByAddress = new ConcurrentHashMap<>();

    public Bus(Vertx vertx, MeterRegistry meters, Clock clock) {
        this.vertx = vertx;
        this.meters = meters;
        this.clock = clock;
        vertx.eventBus().registerCodec(new RecordCodec());
        vertx.eventBus().registerDefaultCodec(FaultReply.class, new FaultReply.Codec());
        vertx.eventBus().codecSelector(body -> body instanceof BusMessage ? RecordCodec.NAME : null);
    }

    /** Asks; fails only with a {@link Fault}. */
    public <Q extends BusMessage, R extends BusMessage> Future<R> request(Endpoint<Q, R> endpoint, Q question) {
        AtomicInteger inFlight = inFlight(endpoint.address());
        if (inFlight.incrementAndGet() > endpoint.maxInFlight()) {
            inFlight.decrementAndGet();
            dropped(endpoint.address(), "busy");
            return Future.failedFuture(
                    Fault.busy(endpoint.address() + " is at its limit of " + endpoint.maxInFlight() + " at once"));
        }
        return vertx.eventBus()
                .<R>request(endpoint.address(), question, options(endpoint))
                .onComplete(done -> inFlight.decrementAndGet())
                .map(Message::body)
                .recover(failure -> Future.failedFuture(fault(endpoint, failure)));
    }

    /** Answers; completes when the whole cluster can reach this handler. Call it while a verticle starts. */
    public <Q extends BusMessage, R extends BusMessage> Future<Void> serve(
            Endpoint<Q, R> endpoint, Function<Q, Future<R>> handler) {
        MessageConsumer<Q> consumer = vertx.eventBus().consumer(endpoint.address());
        consumer.handler(message -> answer(endpoint, handler, message));
        AtomicInteger consumers = consumersByAddress.computeIfAbsent(endpoint.address(), any -> new AtomicInteger());
        consumer.endHandler(end -> consumers.decrementAndGet());
        return consumer.completion().onSuccess(registered -> consumers.incrementAndGet());
    }

    public <E extends BusMessage> void publish(Topic<E> topic, E fact) {
        vertx.eventBus().publish(topic.address(), fact);
    }

    /** Hears facts on the caller's context for as long as its verticle lives. */
    public <E extends BusMessage> Future<Void> subscribe(Topic<E> topic, Consumer<E> handler) {
        MessageConsumer<E> consumer = vertx.eventBus().consumer(topic.address());
        consumer.handler(message -> {
            try {
                handler.accept(message.body());
            } catch (RuntimeException e) {
                LOG.error("a subscriber of {} failed", topic.address(), e);
            }
        });
        return consumer.completion();
    }

    private <Q extends BusMessage, R extends BusMessage> void answer(
            Endpoint<Q, R> endpoint, Function<Q, Future<R>> handler, Message<Q> message) {
        String requestId = message.headers().get(REQUEST_ID);
        if (requestId != null) {
            RequestId.set(requestId);
        }
        String deadline = message.headers().get(DEADLINE);
        if (deadline != null && clock.millis() > Long.parseLong(deadline)) {
            dropped(endpoint.address(), "expired");
            return;
        }
        Future<R> answer;
        try {
            answer = handler.apply(message.body());
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        answer.onSuccess(message::reply).onFailure(failure -> message.reply(reply(endpoint.address(), failure)));
    }

    private DeliveryOptions options(Endpoint<?, ?> endpoint) {
        DeliveryOptions options =
                new DeliveryOptions().setSendTimeout(endpoint.timeout().toMillis());
        AtomicInteger consumers = consumersByAddress.get(endpoint.address());
        if (consumers != null && consumers.get() > 0) {
            options.setLocalOnly(true)
                    .addHeader(
                            DEADLINE,
                            Long.toString(clock.millis() + endpoint.timeout().toMillis()));
        }
        String requestId = RequestId.current();
        if (requestId != null) {
            options.addHeader(REQUEST_ID, requestId);
        }
        return options;
    }

    private AtomicInteger inFlight(String address) {
        return inFlightByAddress.computeIfAbsent(
                address,
                any -> meters.gauge("crowdfundfix.bus.in.flight", Tags.of("address", address), new AtomicInteger()));
    }

    private void dropped(String address, String reason) {
        meters.counter("crowdfundfix.bus.dropped", "address", address, "reason", reason)
                .increment();
    }

    /** A failure that is no fault is a defect: logged here once, where it happened, and never told to the asker. */
    private static FaultReply reply(String address, Throwable failure) {
        if (failure instanceof Fault fault) {
            return new FaultReply(fault);
        }
        LOG.error("{} failed", address, failure);
        return new FaultReply(Fault.of(Fault.Kind.INTERNAL, "internal_error", "An unexpected error; it was logged"));
    }

    private static Fault fault(Endpoint<?, ?> endpoint, Throwable failure) {
        if (failure instanceof FaultReply reply) {
            return reply.fault();
        }
        if (failure instanceof ReplyException reply) {
            return switch (reply.failureType()) {
                case TIMEOUT ->
                    Fault.of(
                            Fault.Kind.TIMEOUT,
                            "timeout",
                            endpoint.address() + " did not answer within "
                                    + endpoint.timeout().toMillis() + " ms");
                case NO_HANDLERS ->
                    Fault.unavailable("not_served", endpoint.address() + " is not served by any node at present");
                default -> internal(endpoint, failure);
            };
        }
        return internal(endpoint, failure);
    }

    private static Fault internal(Endpoint<?, ?> endpoint, Throwable failure) {
        LOG.error("{} could not be asked", endpoint.address(), failure);
        return Fault.of(Fault.Kind.INTERNAL, "internal_error", "An unexpected error; it was logged");
    }
}
