package io.crowdfundfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.Rules;
import io.crowdfundfix.testing.Samples;
import io.crowdfundfix.testing.TestClient;
import io.crowdfundfix.testing.TestNode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
    private static final Map<String, Object> BUG =
            Map.of("title", "It crashes", "description", "It crashes as soon as it starts");

    @TempDir
    private Path data;

    @Test
    void servesEveryEndpoint() throws IllegalAccessException {
        try (TestNode node = TestNode.start(Map.of("analysis.model_dir", "none"), Main::capabilities)) {
            Map<String, Future<String>> outcomes = new TreeMap<>();
            for (Field field : endpoints()) {
                Endpoint<BusMessage, BusMessage> endpoint = endpoint(field);
                outcomes.put(
                        endpoint.address(),
                        node.node()
                                .platform()
                                .bus()
                                .request(endpoint, sampleQuestion(field))
                                .transform(done -> Future.succeededFuture(
                                        done.cause() instanceof Fault fault ? fault.code() : "answered")));
            }
            assertTrue(outcomes.size() > 20, outcomes.toString());
            outcomes.forEach((address, outcome) -> assertNotEquals("not_served", Await.result(outcome), address));
        }
    }

    private static List<Field> endpoints() {
        return Rules.PRODUCT.stream()
                .filter(type -> type.getSimpleName().endsWith("Api"))
                .flatMap(type -> Stream.of(type.reflect().getFields()))
                .filter(field -> field.getType() == Endpoint.class)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Endpoint<BusMessage, BusMessage> endpoint(Field field) throws IllegalAccessException {
        return (Endpoint<BusMessage, BusMessage>) field.get(null);
    }

    private static BusMessage sampleQuestion(Field field) {
        ParameterizedType type = (ParameterizedType) field.getGenericType();
        return (BusMessage) Samples.full((Class<?>) type.getActualTypeArguments()[0]);
    }

    @Test
    void aRequestInFlightFinishesAndTheDataIsThereAfterwards() {
        Map<String, String> settings = Map.of(
                "data.dir",
                data.toString(),
                "capabilities",
                "http,identity,bugs",
                "bugs.analysis_wait_ms",
                "1000",
                "http.drain_seconds",
                "20");
        String path;
        try (TestNode node = TestNode.start(settings, Main::capabilities)) {
            TestClient person = node.client().newPerson(Role.USER);
            CompletableFuture<TestClient.Answer> answer =
                    CompletableFuture.supplyAsync(() -> person.post("/api/v1/bugs", BUG));
            Await.until("the report waits for its analysis", () -> inFlight(node) == 1);
            Await.result(node.node().close());
            path = answer.join().expect(201).header("Location");
        }
        try (TestNode again = TestNode.start(settings, Main::capabilities)) {
            assertEquals(
                    "It crashes",
                    again.client().get(path).expect(200).json().path("title").asText());
        }
    }

    private static double inFlight(TestNode node) {
        var gauge = node.node()
                .platform()
                .meters()
                .find("crowdfundfix.bus.in.flight")
                .tag("address", "bugs.report")
                .gauge();
        return gauge == null ? 0 : gauge.value();
    }

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Fault fault = assertThrows(Fault.class, () -> start(Map.of("http.port", port), List.of()));
            assertEquals("port_in_use", fault.code());
            assertTrue(fault.message().contains(port), fault.message());
        }
    }

    @Test
    void saysThatTheManagementPortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Fault fault = assertThrows(Fault.class, () -> start(Map.of("http.management_port", port), List.of()));
            assertTrue(fault.message().contains(port), fault.message());
        }
    }

    @Test
    void closesWhatItBeganBeforeItSaysThatItCannotStart() throws IOException {
        List<String> events = new ArrayList<>();
        List<Capability> capabilities =
                List.of(new Probing("identity", events, null), new Probing("bugs", events, "out of order"));
        IllegalStateException failure = assertThrows(
                IllegalStateException.class, () -> start(Map.of("data.dir", data.toString()), capabilities));
        assertEquals("out of order", failure.getMessage());
        assertEquals(List.of("identity starts", "bugs starts", "identity stops"), events);
        assertDatabaseFileIsFree();
    }

    @Test
    void closesInReverseAndFreesItsFiles() throws IOException {
        List<String> events = new ArrayList<>();
        List<Capability> capabilities =
                List.of(new Probing("identity", events, null), new Probing("bugs", events, null));
        start(Map.of("data.dir", data.toString()), capabilities).close();
        assertEquals(List.of("identity starts", "bugs starts", "bugs stops", "identity stops"), events);
        assertDatabaseFileIsFree();
    }

    @Test
    void runsOnlyTheCapabilitiesThatAreListed() {
        List<String> events = new ArrayList<>();
        List<Capability> capabilities =
                List.of(new Probing("identity", events, null), new Probing("bugs", events, null));
        try (TestNode node = start(Map.of("capabilities", "bugs"), capabilities)) {
            assertEquals(List.of("bugs starts"), events);
            assertEquals(0, node.node().port());
        }
    }

    /** A lock that this JVM still held would overlap. */
    private void assertDatabaseFileIsFree() throws IOException {
        Path file = data.resolve("crowdfundfix.mv.db");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            channel.tryLock().release();
        }
    }

    private static TestNode start(Map<String, String> settings, List<Capability> capabilities) {
        return TestNode.start(settings, config -> capabilities);
    }

    /** Tells when it starts and stops; with a defect it does not start. */
    private record Probing(
            String name, List<String> events, @Nullable String defect) implements Capability {
        @Override
        public List<Deployment> deployments(Platform platform) {
            return List.of(Deployment.onEventLoops(() -> new Telling(this), 1));
        }
    }

    private static final class Telling extends VerticleBase {
        private final Probing probing;

        Telling(Probing probing) {
            this.probing = probing;
        }

        @Override
        public Future<?> start() {
            probing.events().add(probing.name() + " starts");
            return probing.defect() == null
                    ? Future.succeededFuture()
                    : Future.failedFuture(new IllegalStateException(probing.defect()));
        }

        @Override
        public Future<?> stop() {
            probing.events().add(probing.name() + " stops");
            return Future.succeededFuture();
        }
    }
}
