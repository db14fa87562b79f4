package io.crowdfundfix.bench;

import io.crowdfundfix.Config;
import io.crowdfundfix.Main;
import io.crowdfundfix.Node;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.ReportBug;
import io.crowdfundfix.config.ConfigLoader;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** How many contributions a node takes in a second over HTTP, durable, from as many clients as are given, each waiting for its answer. */
public final class Contributions {
    private static final int WARM_UP_SECONDS = 5;
    private static final int SECONDS = 10;

    private Contributions() {}

    /**
     * Prints rate and quantiles; ends with the process.
     *
     * @param arguments {@code h2} or a {@code postgresql://…} address with user and password in the environment, clients, bugs, rounds
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("contributions");
        Map<String, String> settings = new HashMap<>(Map.of(
                "demo",
                "false",
                "data.dir",
                folder.toString(),
                "http.port",
                "0",
                "capabilities",
                "http,identity,bugs,notifications,funding,analytics",
                "bugs.analysis_wait_ms",
                "0",
                "log.level",
                "WARN"));
        if (!arguments[0].equals("h2")) {
            settings.put("database.url", arguments[0]);
        }
        Config config = ConfigLoader.load(Config.defaults(), null, System.getenv(), settings);
        Node node = result(Node.start(config, Main.capabilities(config), Clock.systemUTC()));
        int clients = Integer.parseInt(arguments[1]);
        List<Long> bugs = report(node, Integer.parseInt(arguments[2]));
        Load load = new Load(node.port(), bugs);
        load.open(clients);
        pause(WARM_UP_SECONDS);
        for (int round = 0; round < Integer.parseInt(arguments[3]); round++) {
            load.begin();
            pause(SECONDS);
            load.print(arguments[0] + ", " + clients + " clients, " + bugs.size() + " bugs");
        }
        System.exit(0);
    }

    private static List<Long> report(Node node, int count) {
        List<Long> bugs = new ArrayList<>();
        BugReport report = new BugReport("Export loses a row", "The last row is missing", null, null, List.of(), null);
        for (int i = 0; i < count; i++) {
            bugs.add(result(node.platform()
                            .bus()
                            .request(BugsApi.REPORT, new ReportBug(new Caller(1, Role.USER), report, null)))
                    .id());
        }
        return bugs;
    }

    /** Clients on one event loop of their own; each sends the next contribution when the last one is answered. */
    private static final class Load {
        private static final byte[] END = "\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        private final int port;
        private final List<Long> bugs;
        private final Random random = new Random(1);
        private final NetClient client;
        private long[] nanos = new long[4_000_000];
        private int taken;
        private long sinceNanos;
        private long all;

        Load(int port, List<Long> bugs) {
            this.port = port;
            this.bugs = bugs;
            Vertx vertx = Vertx.vertx(new io.vertx.core.VertxOptions().setEventLoopPoolSize(1));
            this.client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        }

        void open(int clients) {
            for (int i = 0; i < clients; i++) {
                result(client.connect(port, "127.0.0.1").onSuccess(socket -> new One(socket).send()));
            }
        }

        synchronized void begin() {
            taken = 0;
            sinceNanos = System.nanoTime();
        }

        synchronized void answered(long tookNanos) {
            all++;
            if (taken < nanos.length) {
                nanos[taken++] = tookNanos;
            }
        }

        synchronized void print(String what) {
            double seconds = (System.nanoTime() - sinceNanos) / 1e9;
            long[] sorted = Arrays.copyOf(nanos, taken);
            Arrays.sort(sorted);
            System.out.printf(
                    "%s: %.0f/s, p50 %.1f ms, p99 %.1f ms, %d so far%n",
                    what, taken / seconds, sorted[taken / 2] / 1e6, sorted[(int) (taken * 0.99)] / 1e6, all);
        }

        private final class One {
            private final NetSocket socket;
            private Buffer read = Buffer.buffer();
            private long sentNanos;

            One(NetSocket socket) {
                this.socket = socket;
                socket.handler(this::take);
            }

            void send() {
                long bug = bugs.get(random.nextInt(bugs.size()));
                String body = "{\"contributor_name\":\"Ada\",\"amount\":" + (1 + random.nextInt(50)) + ".25}";
                sentNanos = System.nanoTime();
                socket.write("POST /api/v1/fund/" + bug
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + "Content-Length: "
                        + body.length() + "\r\n\r\n" + body);
            }

            private void take(Buffer part) {
                read.appendBuffer(part);
                String text = read.toString(java.nio.charset.StandardCharsets.ISO_8859_1);
                int end = text.indexOf("\r\n\r\n");
                if (end < 0) {
                    return;
                }
                int at = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ") + 16;
                int length = Integer.parseInt(text.substring(at, text.indexOf('\r', at)));
                if (read.length() < end + END.length + length) {
                    return;
                }
                if (!text.startsWith("HTTP/1.1 201")) {
                    throw new IllegalStateException(text);
                }
                read = Buffer.buffer();
                answered(System.nanoTime() - sentNanos);
                send();
            }
        }
    }

    private static <T> T result(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static void pause(int seconds) {
        try {
            Thread.sleep(seconds * 1_000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
