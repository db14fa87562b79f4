package io.crowdfundfix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.cluster.ClusterConfig;
import io.crowdfundfix.cluster.ClusterManagers;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes of one cluster in this JVM, which see each other only over the wire. */
class ClusterIT {
    private static final String HOST = "127.0.0.1";
    private static final Endpoint<Word, Word> WHO =
            Endpoint.<Word, Word>endpoint("test.who").within(Duration.ofSeconds(2));

    private Member first;
    private Member second;
    private List<String> members = List.of();

    /** Carried as JSON between the two. */
    public record Word(String text, List<String> more) implements BusMessage {
        public Word {
            more = List.copyOf(more);
        }
    }

    private static final Word QUESTION = new Word("größer 😀", List.of("a", "b"));

    private record Member(Vertx vertx, Bus bus) {
        static Member join(int port, List<String> members) {
            ClusterConfig config = new ClusterConfig(true, "cluster-it " + members, HOST, port, members);
            VertxOptions options = new VertxOptions();
            options.getEventBusOptions().setHost(HOST).setClusterPublicHost(HOST);
            Vertx vertx = Await.result(Vertx.builder()
                    .with(options)
                    .withClusterManager(ClusterManagers.of(config))
                    .buildClustered());
            return new Member(vertx, new Bus(vertx, new SimpleMeterRegistry(), Clock.systemUTC()));
        }

        void serveAs(String name) {
            Await.result(bus.serve(WHO, question -> Future.succeededFuture(new Word(name, List.of(question.text())))));
        }

        Future<Word> ask() {
            return bus.request(WHO, QUESTION);
        }
    }

    @BeforeEach
    void join() {
        int one = freePort();
        int two = freePort();
        members = List.of(HOST + ":" + one, HOST + ":" + two);
        first = Member.join(one, members);
        second = Member.join(two, members);
    }

    @AfterEach
    void leave() {
        Await.result(second.vertx().close());
        Await.result(first.vertx().close());
    }

    @Test
    void anAnswerComesFromTheOtherNode() {
        second.serveAs("second");
        assertEquals(new Word("second", List.of("größer 😀")), Await.result(first.ask()));
    }

    @Test
    void aFaultComesFromTheOtherNodeWhole() {
        Fault thrown =
                Fault.invalid("title", "is required").allowing(List.of("ä")).retryAfter(3);
        Await.result(second.bus().serve(WHO, question -> Future.failedFuture(thrown)));
        Fault got = Await.fault(first.ask());
        assertEquals(Fault.Kind.INVALID, got.kind());
        assertEquals(thrown.fields(), got.fields());
        assertEquals(List.of("ä"), got.allowed());
        assertEquals(3, got.retryAfterSeconds());
    }

    @Test
    void whatANodeServesItselfItNeverAsksOthers() {
        first.serveAs("first");
        second.serveAs("second");
        assertEquals(List.of("first"), whoAnswers(first));
        assertEquals(List.of("second"), whoAnswers(second));
    }

    @Test
    void theOtherNodeTakesOverWhatAStoppedOneServed() {
        second.serveAs("second");
        Member third = Member.join(freePort(), members);
        third.serveAs("third");
        Await.until("both answer", () -> whoAnswers(first).equals(List.of("second", "third")));
        Await.result(third.vertx().close());
        Await.until("only the second answers", () -> whoAnswers(first).equals(List.of("second")));
    }

    @Test
    void whatNobodyServesIsUnavailable() {
        assertEquals("not_served", Await.fault(first.ask()).code());
    }

    /** Those who answer ten questions, each once. */
    private static List<String> whoAnswers(Member asker) {
        return IntStream.range(0, 10)
                .mapToObj(any -> Await.result(asker.ask().map(Word::text).otherwise("nobody")))
                .distinct()
                .sorted()
                .toList();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
