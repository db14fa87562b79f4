package io.crowdfundfix.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTest {
    private static final Endpoint<Word, Word> ECHO = Endpoint.endpoint("test.echo");

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MutableClock clock = new MutableClock();
    private final Bus bus = new Bus(vertx, meters, clock);

    record Word(@Nullable String text) implements BusMessage {}

    private static final Word HELLO = new Word("hello");

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    @Test
    void answersWithTheInstanceThatTheHandlerGave() {
        Await.result(bus.serve(ECHO, Future::succeededFuture));
        assertSame(HELLO, Await.result(bus.request(ECHO, HELLO)));
    }

    @Test
    void aFaultArrivesAsItWasThrown() {
        Fault thrown = Fault.conflict("version_changed", "Changed meanwhile").allowing(List.of("OPEN"));
        Await.result(bus.serve(ECHO, word -> {
            throw thrown;
        }));
        assertSame(thrown, Await.fault(bus.request(ECHO, HELLO)));
    }

    @Test
    void aFaultInTheFutureArrivesAsWell() {
        Fault failed = Fault.notFound("bug_not_found", "There is no bug 7");
        Await.result(bus.serve(ECHO, word -> Future.failedFuture(failed)));
        assertSame(failed, Await.fault(bus.request(ECHO, HELLO)));
    }

    @Test
    void neverTellsWhatADefectSays() {
        Await.result(bus.serve(ECHO, word -> {
            throw new IllegalStateException("password=hunter2");
        }));
        Fault fault = Await.fault(bus.request(ECHO, HELLO));
        assertEquals(Fault.Kind.INTERNAL, fault.kind());
        assertFalse(fault.message().contains("hunter2"));
    }

    @Test
    void isBusyAtOnceBeyondTheLimit() {
        Endpoint<Word, Word> narrow = ECHO.atMost(2);
        Queue<Promise<Word>> answers = new ConcurrentLinkedQueue<>();
        Await.result(bus.serve(narrow, word -> {
            Promise<Word> answer = Promise.promise();
            answers.add(answer);
            return answer.future();
        }));
        List<Future<Word>> taken = List.of(bus.request(narrow, HELLO), bus.request(narrow, HELLO));
        Future<Word> refused = bus.request(narrow, HELLO);
        assertTrue(refused.failed(), "refused at once");
        assertEquals(Fault.Kind.BUSY, Await.fault(refused).kind());
        assertEquals(1, dropped("busy"));

        Await.until("both are being worked on", () -> answers.size() == 2);
        answers.forEach(answer -> answer.complete(HELLO));
        taken.forEach(Await::result);
        Future<Word> next = bus.request(narrow, HELLO);
        Await.until("the next one is taken", () -> answers.size() == 3);
        answers.forEach(answer -> answer.tryComplete(HELLO));
        Await.result(next);
    }

    @Test
    void whatTimedOutMakesRoom() {
        Endpoint<Word, Word> narrow = ECHO.atMost(1).within(Duration.ofMillis(20));
        Await.result(bus.serve(narrow, word -> Promise.<Word>promise().future()));
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    Fault.Kind.TIMEOUT, Await.fault(bus.request(narrow, HELLO)).kind());
        }
    }

    @Test
    void saysWhoDidNotAnswerInTime() {
        Endpoint<Word, Word> impatient = ECHO.within(Duration.ofMillis(20));
        Await.result(bus.serve(impatient, word -> Promise.<Word>promise().future()));
        Fault fault = Await.fault(bus.request(impatient, HELLO));
        assertEquals(Fault.Kind.TIMEOUT, fault.kind());
        assertEquals("test.echo did not answer within 20 ms", fault.message());
    }

    @Test
    void whatNobodyServesIsUnavailable() {
        Fault fault = Await.fault(bus.request(ECHO, HELLO));
        assertEquals(Fault.Kind.UNAVAILABLE, fault.kind());
        assertEquals("not_served", fault.code());
        assertTrue(fault.message().contains("test.echo"));
    }

    @Test
    void whatIsNoLongerServedIsUnavailable() {
        String id = deploy(() -> new Server(Future::succeededFuture));
        Await.result(bus.request(ECHO, HELLO));
        Await.result(vertx.undeploy(id));
        assertEquals("not_served", Await.fault(bus.request(ECHO, HELLO)).code());
    }

    @Test
    void dropsARequestWhoseAskerHasGivenUp() {
        Endpoint<Word, Word> impatient = ECHO.within(Duration.ofMillis(100));
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger worked = new AtomicInteger();
        deploy(() -> new Server(word -> {
            worked.incrementAndGet();
            awaitUninterrupted(release);
            return Future.succeededFuture(word);
        }));
        Future<Word> working = bus.request(impatient, HELLO);
        Await.until("the only worker is busy", () -> worked.get() == 1);
        Future<Word> waiting = bus.request(impatient, HELLO);
        clock.forward(Duration.ofMillis(101));
        assertEquals(Fault.Kind.TIMEOUT, Await.fault(working).kind());
        assertEquals(Fault.Kind.TIMEOUT, Await.fault(waiting).kind());
        release.countDown();
        Await.until("the second one was dropped", () -> dropped("expired") == 1);
        assertEquals(1, worked.get());
    }

    @Test
    void theIdOfARequestFollowsItOverEveryHop() {
        Endpoint<Word, Word> inner = Endpoint.endpoint("test.inner");
        Await.result(bus.serve(inner, word -> Future.succeededFuture(new Word(RequestId.current()))));
        Await.result(bus.serve(ECHO, word -> bus.request(inner, word)));
        assertEquals("r-1", Await.result(asked("r-1")).text());
        assertEquals("r-2", Await.result(asked("r-2")).text());
        assertNull(Await.result(bus.request(ECHO, HELLO)).text(), "an id leaked into the next request");
    }

    private Future<Word> asked(String requestId) {
        Promise<Word> answer = Promise.promise();
        ((ContextInternal) vertx.getOrCreateContext()).duplicate().runOnContext(started -> {
            RequestId.set(requestId);
            bus.request(ECHO, HELLO).onComplete(answer);
        });
        return answer.future();
    }

    @Test
    void everySubscriberHearsAFact() {
        Topic<Word> topic = Topic.topic("test.happened");
        Queue<Word> heard = new ConcurrentLinkedQueue<>();
        List<Future<Void>> subscribed = new ArrayList<>();
        subscribed.add(bus.subscribe(topic, heard::add));
        subscribed.add(bus.subscribe(topic, fact -> {
            heard.add(fact);
            throw new IllegalStateException("one subscriber fails");
        }));
        subscribed.forEach(Await::result);
        bus.publish(topic, HELLO);
        bus.publish(topic, HELLO);
        Await.until("both heard both", () -> heard.size() == 4);
    }

    private double dropped(String reason) {
        return meters.counter("crowdfundfix.bus.dropped", "address", "test.echo", "reason", reason)
                .count();
    }

    private String deploy(Supplier<VerticleBase> verticle) {
        return Await.result(
                vertx.deployVerticle(verticle.get(), new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Serves the echo for as long as it is deployed. */
    private final class Server extends VerticleBase {
        private final Function<Word, Future<Word>> handler;

        Server(Function<Word, Future<Word>> handler) {
            this.handler = handler;
        }

        @Override
        public Future<?> start() {
            return bus.serve(ECHO, handler);
        }
    }
}
