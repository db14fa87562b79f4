package io.crowdfundfix;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What each setting refuses: one step beyond each of its bounds, and what has the wrong shape. */
final class BadSettings {
    private static final Map<String, String> NOTHING_BESIDE = Map.of();
    private static final Map<String, String> WITH_A_USER = Map.of("database.user", "bugs");

    private BadSettings() {}

    static Stream<Arguments> all() {
        return Stream.of(
                        of("analysis.workers", "-1", "65", "x", ""),
                        of("analysis.max_tokens", "15", "513"),
                        of("analysis.poll_ms", "49", "60001"),
                        of("analysis.max_attempts", "0", "21"),
                        of("analysis.max_stream_line_kb", "0", "4097"),
                        of("bugs.analysis_wait_ms", "-1", "10001"),
                        of("funding.currency", "usd", "DOLLAR", ""),
                        of("funding.release_level", "-1", "3"),
                        of("funding.review_share_bps", "-1", "5001"),
                        of("funding.expires_in_days", "0", "366"),
                        of("funding.claim_days", "0", "91"),
                        of("funding.review_days", "0", "61"),
                        of("funding.release_wait_minutes", "-1", "43201"),
                        of("funding.dispute_days", "0", "61"),
                        of("funding.max_attempts", "0", "21"),
                        of("funding.max_claims", "0", "51"),
                        of("funding.clock_ms", "9", "60001"),
                        of("capabilities", "", ",", "cooking", "http,cooking", "HTTP"),
                        of("cluster.host", "", " "),
                        of("cluster.name", "", " ", "n".repeat(101)),
                        of("cluster.port", "0", "65536"),
                        of("data.dir", "", " "),
                        of("database.max_connections", "0", "201"),
                        of("database.max_waiting", "0", "100001"),
                        of("database.wait_seconds", "0", "61"),
                        of("demo", "", "yes", "TRUE", "1"),
                        of("http.cors_origins", "*", "localhost", "http://a.example/", "http://*.example", "ftp://a"),
                        of("http.drain_seconds", "-1", "301"),
                        of("http.host", "", " ", "h".repeat(256)),
                        of("http.idle_timeout_seconds", "29", "3601"),
                        of("http.instances", "-1", "65"),
                        of("http.management_port", "-1", "65536"),
                        of("http.max_body_kb", "15", "65537"),
                        of("http.max_streams", "0", "100001"),
                        of("http.port", "-1", "65536", "80.5", "99999999999", "99999999999999999999"),
                        of("identity.access_token_seconds", "9", "86401"),
                        of("identity.password_workers", "0", "33"),
                        of("identity.refresh_token_days", "0", "366"),
                        of("localisation.embed", "", "yes"),
                        of("localisation.max_open", "0", "1001"),
                        of("localisation.poll_ms", "49", "600001"),
                        of("localisation.workers", "-1", "65"),
                        of("repositories.dir", "d".repeat(4_001)),
                        of("repositories.half_life_days", "29", "3651"),
                        of("repositories.hosts_allowed", "GIT.intern", "http://git", "a b", "h".repeat(256)),
                        of("repositories.local_roots", "srv/git", "."),
                        of("repositories.max_archive_mb", "0", "2001"),
                        of("repositories.max_attempts", "0", "21"),
                        of("repositories.max_commits", "0", "1000001"),
                        of("repositories.max_file_kb", "0", "16385"),
                        of("repositories.max_files", "0", "1000001"),
                        of("repositories.max_mb", "0", "100001"),
                        of("repositories.max_object_mb", "0", "2001"),
                        of("repositories.max_per_person", "0", "10001"),
                        of("repositories.poll_ms", "49", "60001"),
                        of("repositories.timeout_seconds", "0", "7201"),
                        of("repositories.workers", "0", "17"),
                        of("verification.allow_private_base", "", "1"),
                        of("verification.fetch", "", "yes"),
                        of("verification.fetch_timeout_ms", "99", "10001"),
                        of(
                                "verification.github_base_url",
                                "",
                                "github.com",
                                "http://github.com",
                                "https://github.com/",
                                "https://user@github.com",
                                "ftp://github.com"),
                        of("verification.max_attempts", "0", "21"),
                        of("verification.poll_ms", "49", "60001"),
                        of("verification.wait_ms", "-1", "10001"),
                        of("verification.workers", "0", "65"),
                        of("log.level", "", "info", "LOUD"),
                        with(
                                WITH_A_USER,
                                "database.url",
                                "jdbc:postgresql://db/bugs",
                                "mysql://db/bugs",
                                "postgresql://db",
                                "postgresql://db/",
                                "postgresql://user:secret@db/bugs",
                                "postgresql://db:port/bugs",
                                "postgresql://db:123456/bugs",
                                "postgresql://db/bugs?ssl=no"),
                        with(Map.of("database.url", "postgresql://db/bugs"), "database.user", "", " "),
                        with(Map.of("cluster.members", "a:5701"), "cluster.enabled", "true"),
                        with(NOTHING_BESIDE, "cluster.members", "a", "a:b", "http://a:1"),
                        with(
                                Map.of(
                                        "cluster.enabled",
                                        "true",
                                        "database.url",
                                        "postgresql://db/bugs",
                                        "database.user",
                                        "bugs"),
                                "cluster.members",
                                "",
                                ","))
                .flatMap(bad -> bad);
    }

    private static Stream<Arguments> of(String key, String... values) {
        return with(NOTHING_BESIDE, key, values);
    }

    private static Stream<Arguments> with(Map<String, String> beside, String key, String... values) {
        return Stream.of(values).map(value -> Arguments.of(key, value, beside));
    }
}
