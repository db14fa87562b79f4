package io.crowdfundfix.matching;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.Config;
import io.crowdfundfix.Main;
import io.crowdfundfix.Node;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.config.ConfigLoader;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.AddUser;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.security.Role;
import io.vertx.core.Future;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/** How long one client waits for {@code GET /api/v1/ai/match-developers} among many developers, one request after the other. */
public final class MatchLatency {
    private static final int PAGE = 500;
    private static final int DIMENSIONS = 384;
    private static final int TOPICS = 200;
    private static final long FIRST = 1_000_000;
    private static final int WARM_UP = 1_000;
    private static final int REQUESTS = 2_000;
    private static final String EMAIL = "bench@example.org";
    private static final String PASSWORD = "a password of a benchmark";
    private static final List<String> SKILLS = List.of(
            "java",
            "go",
            "rust",
            "python",
            "typescript",
            "react",
            "database",
            "security",
            "concurrency",
            "android",
            "c++",
            "kubernetes",
            "accessibility",
            "localisation",
            "network",
            "performance",
            "documentation",
            "memory");

    private MatchLatency() {}

    /**
     * Prints the quantiles.
     *
     * @param arguments how many developers to make, and an empty folder; or 0, and the folder of an earlier run
     */
    public static void main(String[] arguments) throws Exception {
        int developers = Integer.parseInt(arguments[0]);
        Config config = ConfigLoader.load(
                Config.defaults(),
                null,
                Map.of(),
                Map.of("data.dir", Path.of(arguments[1]).toString(), "http.port", "0"));
        if (developers > 0) {
            Node first = start(config);
            fill(first.platform(), developers);
            await(first.close());
        }
        Node node = start(config);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        String root = "http://127.0.0.1:" + node.port() + "/api/v1/";
        String token = token(client, root, node.platform());
        long started = System.nanoTime();
        while (!get(client, root + "ai/match-developers/1", token)
                .path("complete")
                .asBoolean()) {
            Thread.sleep(100);
        }
        System.out.printf("all in memory %.1f s after the start%n", (System.nanoTime() - started) / 1e9);
        measure(client, root, token);
        await(node.close());
        System.exit(0);
    }

    private static void measure(HttpClient client, String root, String token) throws Exception {
        List<Long> bugs = new ArrayList<>();
        get(client, root + "bugs?limit=50", token)
                .forEach(bug -> bugs.add(bug.path("id").asLong()));
        double[] millis = new double[REQUESTS];
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = 0;
        for (int i = -WARM_UP; i < REQUESTS; i++) {
            cpu = i == 0 ? system.getProcessCpuTime() : cpu;
            String path = root + "ai/match-developers/" + bugs.get(Math.floorMod(i, bugs.size()));
            long began = System.nanoTime();
            JsonNode answer = get(client, path, token);
            if (answer.path("matches").size() != 10) {
                throw new IOException("not ten: " + answer);
            }
            if (i >= 0) {
                millis[i] = (System.nanoTime() - began) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "CPU time of client and server together: %.1f ms a request%n",
                (system.getProcessCpuTime() - cpu) / 1e6 / REQUESTS);
        System.out.printf(
                "%d requests: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms%n",
                REQUESTS, millis[REQUESTS / 2], millis[REQUESTS * 9 / 10], millis[REQUESTS * 99 / 100]);
    }

    private static Node start(Config config) throws Exception {
        return await(Node.start(config, Main.capabilities(config), Clock.systemUTC()));
    }

    private static String token(HttpClient client, String root, Platform platform) throws Exception {
        await(platform.bus().request(IdentityApi.ADD, new AddUser(EMAIL, "Bench", Role.USER, 0, List.of(), PASSWORD)));
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + "auth/login"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"" + EMAIL + "\",\"password\":\"" + PASSWORD + "\"}"))
                .build();
        return Json.api()
                .readTree(client.send(request, BodyHandlers.ofString()).body())
                .path("access_token")
                .asText();
    }

    private static JsonNode get(HttpClient client, String uri, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("Authorization", "Bearer " + token)
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return Json.api().readTree(answer.body());
    }

    /** Around some topics, as people's skills and fixes are; a third of them have fixed something. */
    private static void fill(Platform platform, int developers) throws Exception {
        String model = model();
        Random random = new Random(1);
        float[][] topics = new float[TOPICS][];
        for (int topic = 0; topic < TOPICS; topic++) {
            topics[topic] = vector(random, new float[DIMENSIONS], 1);
        }
        ProfileStore store = new ProfileStore();
        Instant now = platform.clock().instant();
        for (int done = 0; done < developers; done += PAGE) {
            List<Profile> page = new ArrayList<>();
            for (int i = 0; i < PAGE; i++) {
                page.add(profile(FIRST + done + i, model, random, topics[random.nextInt(TOPICS)], now));
            }
            await(platform.database().transaction(transaction -> {
                Future<Void> all = Future.succeededFuture();
                for (Profile profile : page) {
                    all = all.compose(before -> store.save(transaction, profile));
                }
                return all;
            }));
        }
    }

    private static String model() throws IOException {
        try (var in = MatchLatency.class.getResourceAsStream("/matching/model.json")) {
            return Json.api().readTree(in).path("encoder").asText();
        }
    }

    private static Profile profile(long developer, String model, Random random, float[] topic, Instant now) {
        List<String> skills = random.ints(4, 0, SKILLS.size())
                .distinct()
                .mapToObj(SKILLS::get)
                .toList();
        int fixes = random.nextInt(3) == 0 ? 1 + random.nextInt(10) : 0;
        List<Fixed> fixed = LongStream.range(0, fixes)
                .mapToObj(day -> new Fixed(1 + random.nextInt(40), now.minusSeconds(86_400 * (day + 1))))
                .toList();
        return new Profile(
                developer,
                model,
                "Developer " + developer,
                skills,
                vector(random, topic, 0.5),
                fixes == 0 ? null : vector(random, topic, 0.5),
                random.nextInt(900),
                null,
                random.nextInt(3),
                fixes,
                random.nextInt(2),
                fixed,
                false,
                now);
    }

    private static float[] vector(Random random, float[] around, double spread) {
        float[] vector = new float[DIMENSIONS];
        double square = 0;
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = (float) (around[d] + spread * random.nextGaussian() / Math.sqrt(DIMENSIONS));
            square += vector[d] * vector[d];
        }
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] /= (float) Math.sqrt(square);
        }
        return vector;
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}
