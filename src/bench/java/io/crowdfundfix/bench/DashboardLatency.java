package io.crowdfundfix.bench;

import com.sun.management.OperatingSystemMXBean;
import io.crowdfundfix.Config;
import io.crowdfundfix.Main;
import io.crowdfundfix.Node;
import io.crowdfundfix.analytics.RebuildAnalyticsCommand;
import io.crowdfundfix.config.ConfigLoader;
import io.crowdfundfix.database.DatabaseConfig;
import io.crowdfundfix.database.Migrations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** How long a dashboard takes over HTTP on an installation of so many bugs, and how long it takes to count them all. */
public final class DashboardLatency {
    private static final int WARM_UP = 4_000;
    private static final int ASKED = 2_000;

    /** Every third bug is funded twice, every ninth was paid to one of 5,000 developers. */
    private static final List<String> ROWS = List.of("""
            insert into bugs (id, title, description, tags, severity, status, created_by, created_at, updated_at, version,
              funding_total_cents, analysis_state, category, analysis)
            select x, 'Bug ' || x, 'It crashes.', '', case mod(x, 4) when 0 then 'LOW' when 1 then 'HIGH' else 'MEDIUM' end,
              case mod(x, 5) when 0 then 'RESOLVED' when 1 then 'CLOSED' else 'OPEN' end, 1,
              dateadd(second, x * 30, timestamp with time zone '2024-01-01 00:00:00+00'),
              timestamp with time zone '2026-01-01 00:00:00+00', 1, 0, 'DONE', 'category ' || mod(x, 12),
              case when mod(x, 9) = 0 then '{"bounty_interval":{"p10":30,"p50":80,"p90":200}}' end
            from system_range(1, %1$d) r(x)
            """, """
            insert into bug_events (bug_id, seq, kind, detail, at)
            select id, 2, 'status_changed', 'IN_REVIEW → RESOLVED', updated_at from bugs where status = 'RESOLVED'
            """, """
            insert into contributions (id, bug_id, contributor_name, amount_cents, source, state, release_level, made_at,
              expires_at)
            select x, 3 * (x / 2 + 1), 'A', 100 + mod(x * 7919, 90000), 'WALLET',
              case when mod(x / 2 + 1, 3) = 0 then 'RELEASED' else 'HELD' end, 0,
              dateadd(second, x * 40, timestamp with time zone '2024-01-02 00:00:00+00'), current_timestamp
            from system_range(1, %1$d * 2 / 3 - 2) r(x)
            """, """
            insert into bounties (bug_id, state, reporter, release_level, review_share_bps, held_cents, released_cents,
              refunded_cents, contributions, opened_at, updated_at, version, told)
            select bug_id, 'OPEN', 1, 0, 0, sum(case when state = 'HELD' then amount_cents else 0 end), 0, 0, 2,
              min(made_at), max(made_at), 1, true from contributions group by bug_id
            """, """
            insert into bounty_events (bug_id, version, kind, amount_cents, detail, at)
            select bug_id, 2, 'paid', 20000, '', dateadd(hour, mod(bug_id, 500), opened_at) from bounties
            where mod(bug_id, 9) = 0
            """, """
            insert into users (id, email, name, role, reputation, skills, created_at, version, reputation_at)
            select 1000000 + x, 'developer' || x || '@example.org', 'Developer ' || x, 'DEVELOPER', 1, '', current_timestamp, 1, current_timestamp
            from system_range(1, 5000) r(x)
            """, """
            insert into ledger_accounts (id, kind, owner, blind, opened_at)
            select x, 'WALLET', 1000000 + x, '', current_timestamp from system_range(1, 5000) r(x)
            """, """
            insert into ledger_transactions (id, batch_id, batch_position, kind, idempotency_key, request_hash, subject, at)
            select bug_id, 1, 1, 'PAYOUT', 'payout:' || bug_id, '', bug_id, at from bounty_events
            """, """
            insert into ledger_postings (transaction_id, line, account_id, public_account, amount_cents)
            select id, 1, 1 + mod(id * 31, 5000), '', 20000 from ledger_transactions
            """);

    private DashboardLatency() {}

    /** Takes how many bugs, one number for each installation. */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        for (String bugs : arguments) {
            measure(Integer.parseInt(bugs));
        }
    }

    private static void measure(int bugs) throws IOException, SQLException, InterruptedException {
        Path data = Files.createTempDirectory("dashboard");
        Migrations.run(DatabaseConfig.defaults(), data);
        long filling = System.nanoTime();
        fill(data, bugs);
        System.out.printf("%d bugs: filled in %.1f s%n", bugs, (System.nanoTime() - filling) / 1e9);
        Config config = ConfigLoader.load(
                Config.defaults(),
                null,
                Map.of(),
                Map.of(
                        "data.dir", data.toString(),
                        "http.port", "0",
                        "demo", "false",
                        "capabilities", "http,identity,bugs,analytics",
                        "log.level", "WARN"));
        Node node = Node.start(config, Main.capabilities(config), Clock.systemUTC())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        long started = System.nanoTime();
        String counted = RebuildAnalyticsCommand.run(
                        node.platform().vertx(), node.platform().database(), Clock.systemUTC())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.out.printf("%d bugs: %s in %.1f s%n", bugs, counted, (System.nanoTime() - started) / 1e9);
        try {
            ask(node.port(), bugs);
        } finally {
            node.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void fill(Path data, int bugs) throws SQLException {
        String url = "jdbc:h2:file:" + data.resolve("crowdfundfix")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        try (Connection database = DriverManager.getConnection(url);
                Statement statement = database.createStatement()) {
            for (String rows : ROWS) {
                statement.execute(rows.formatted(bugs));
            }
        }
    }

    private static void ask(int port, int bugs) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        String api = "http://127.0.0.1:" + port + "/api/v1";
        String account = "{\"name\":\"Zoë\",\"email\":\"zoe@example.org\",\"password\":\"correct horse\"}";
        String session = client.send(
                        HttpRequest.newBuilder(URI.create(api + "/auth/signup"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(account))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        HttpRequest dashboard = HttpRequest.newBuilder(URI.create(api + "/analytics/dashboard"))
                .header("Authorization", "Bearer " + session.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1"))
                .build();
        System.out.println(client.send(dashboard, BodyHandlers.ofString()).body());
        Latency latency = new Latency();
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = 0;
        for (int i = 0; i < WARM_UP + ASKED; i++) {
            Runnable once = () -> sent(client, dashboard);
            if (i < WARM_UP) {
                once.run();
                before = process.getProcessCpuTime();
            } else {
                latency.add(once);
            }
        }
        double cpuMs = (process.getProcessCpuTime() - before) / 1e6 / ASKED;
        System.out.printf("%d bugs, dashboard: %s; processor of client and node %.2f ms%n", bugs, latency, cpuMs);
    }

    private static void sent(HttpClient client, HttpRequest request) {
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IllegalStateException("status " + status);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
