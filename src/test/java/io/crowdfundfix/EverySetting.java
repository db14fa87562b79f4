package io.crowdfundfix;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every setting: its default, and another value that it takes. */
final class EverySetting {
    static final Map<String, List<String>> VALUES = new TreeMap<>(Map.ofEntries(
            Map.entry("analysis.max_attempts", List.of("5", "6")),
            Map.entry("analysis.max_stream_line_kb", List.of("256", "64")),
            Map.entry("analysis.max_tokens", List.of("256", "128")),
            Map.entry("analysis.model_dir", List.of("", "none")),
            Map.entry("analysis.trained_dir", List.of("", "none")),
            Map.entry("analysis.poll_ms", List.of("1000", "50")),
            Map.entry("analysis.workers", List.of("0", "3")),
            Map.entry("bugs.analysis_wait_ms", List.of("1000", "0")),
            Map.entry(
                    "capabilities",
                    List.of(
                            "http,identity,bugs,analysis,search,notifications,funding,localisation,verification,matching,analytics,admin,demo",
                            "bugs,http")),
            Map.entry("cluster.enabled", List.of("false", "true")),
            Map.entry("cluster.host", List.of("127.0.0.1", "10.0.0.1")),
            Map.entry("cluster.members", List.of("", "10.0.0.1:5701,10.0.0.2:5701")),
            Map.entry("cluster.name", List.of("crowdfundfix", "staging")),
            Map.entry("cluster.port", List.of("5701", "5801")),
            Map.entry("data.dir", List.of("data", "/var/lib/crowdfundfix")),
            Map.entry("database.max_connections", List.of("8", "9")),
            Map.entry("database.max_waiting", List.of("2000", "10")),
            Map.entry("database.password", List.of("", "hunter2")),
            Map.entry("database.password_file", List.of("", "/run/secrets/db")),
            Map.entry("database.url", List.of("", "postgresql://db:5432/bugs")),
            Map.entry("database.user", List.of("", "bugs")),
            Map.entry("database.wait_seconds", List.of("3", "4")),
            Map.entry("demo", List.of("true", "false")),
            Map.entry("funding.claim_days", List.of("14", "7")),
            Map.entry("funding.clock_ms", List.of("1000", "50")),
            Map.entry("funding.currency", List.of("USD", "EUR")),
            Map.entry("funding.dispute_days", List.of("7", "3")),
            Map.entry("funding.expires_in_days", List.of("90", "30")),
            Map.entry("funding.max_attempts", List.of("3", "2")),
            Map.entry("funding.max_claims", List.of("5", "8")),
            Map.entry("funding.release_level", List.of("1", "2")),
            Map.entry("funding.release_wait_minutes", List.of("4320", "0")),
            Map.entry("funding.review_days", List.of("14", "7")),
            Map.entry("funding.review_share_bps", List.of("500", "0")),
            Map.entry("http.cors_origins", List.of("http://localhost:3000", "https://a.example,https://b.example")),
            Map.entry("http.drain_seconds", List.of("10", "0")),
            Map.entry("http.host", List.of("127.0.0.1", "0.0.0.0")),
            Map.entry("http.idle_timeout_seconds", List.of("60", "30")),
            Map.entry("http.instances", List.of("0", "2")),
            Map.entry("http.management_port", List.of("0", "9090")),
            Map.entry("http.max_body_kb", List.of("1024", "16")),
            Map.entry("http.max_streams", List.of("1000", "1")),
            Map.entry("http.port", List.of("8000", "0")),
            Map.entry("identity.access_token_seconds", List.of("900", "60")),
            Map.entry("identity.password_workers", List.of("2", "1")),
            Map.entry("identity.refresh_token_days", List.of("30", "1")),
            Map.entry("identity.token_secret_file", List.of("", "/run/secrets/token")),
            Map.entry("log.json", List.of("false", "true")),
            Map.entry("log.level", List.of("INFO", "DEBUG")),
            Map.entry("localisation.embed", List.of("true", "false")),
            Map.entry("localisation.max_open", List.of("64", "2")),
            Map.entry("localisation.poll_ms", List.of("5000", "50")),
            Map.entry("localisation.workers", List.of("0", "1")),
            Map.entry("verification.allow_private_base", List.of("false", "true")),
            Map.entry("verification.fetch", List.of("true", "false")),
            Map.entry("verification.fetch_timeout_ms", List.of("5000", "100")),
            Map.entry("verification.github_base_url", List.of("https://github.com", "http://127.0.0.1:3000")),
            Map.entry("verification.max_attempts", List.of("5", "6")),
            Map.entry("verification.poll_ms", List.of("1000", "50")),
            Map.entry("verification.wait_ms", List.of("2000", "0")),
            Map.entry("verification.workers", List.of("2", "1"))));

    private EverySetting() {}
}
