package io.crowdfundfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.config.ConfigLoader;
import io.crowdfundfix.fault.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
    @TempDir
    private Path folder;

    @Test
    void hasTheseDefaults() {
        assertEquals(column(0), described(load(null, Map.of(), Map.of())));
        assertEquals(Config.defaults(), load(null, Map.of(), Map.of()));
    }

    @Test
    void takesEverySettingFromTheCommandLine() {
        assertEquals(column(1), described(load(null, Map.of(), column(1))));
    }

    @Test
    void takesEverySettingFromTheEnvironment() {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", "/bin", "CROWDFUNDFI", "ours it is not"));
        column(1).forEach((key, value) -> environment.put(variable(key), value));
        assertEquals(column(1), described(load(null, environment, Map.of())));
    }

    @Test
    void takesEverySettingFromAFile() {
        String file = """
                {"capabilities": ["bugs", "http"], "demo": false, "data": {"dir": "/var/lib/crowdfundfix"},
                 "repositories": {"dir": "/var/lib/repositories", "hosts_allowed": ["git.intern", "localhost"],
                                  "local_roots": ["/srv/git", "/srv/more"], "max_mb": 1, "max_files": 1, "max_file_kb": 1,
                                  "max_object_mb": 1, "max_archive_mb": 1, "max_commits": 1, "half_life_days": 30,
                                  "timeout_seconds": 1, "workers": 1, "poll_ms": 50, "max_attempts": 1,
                                  "max_per_person": 1},
                 "log": {"json": true, "level": "DEBUG"},
                 "http": {"host": "0.0.0.0", "port": 0, "management_port": 9090, "instances": 2,
                          "cors_origins": ["https://a.example", "https://b.example"], "max_body_kb": 16,
                          "idle_timeout_seconds": 30, "max_streams": 1, "drain_seconds": 0},
                 "database": {"url": "postgresql://db:5432/bugs", "user": "bugs", "password": "hunter2",
                              "password_file": "/run/secrets/db", "max_connections": 9, "max_waiting": 10,
                              "wait_seconds": 4},
                 "cluster": {"enabled": true, "name": "staging", "host": "10.0.0.1", "port": 5801,
                             "members": ["10.0.0.1:5701", "10.0.0.2:5701"]},
                 "identity": {"access_token_seconds": 60, "refresh_token_days": 1, "password_workers": 1,
                              "token_secret_file": "/run/secrets/token"},
                 "bugs": {"analysis_wait_ms": 0},
                 "analysis": {"workers": 3, "model_dir": "none", "trained_dir": "none", "max_tokens": 128, "poll_ms": 50, "max_attempts": 6,
                              "max_stream_line_kb": 64},
                 "funding": {"currency": "EUR", "release_level": 2, "review_share_bps": 0, "expires_in_days": 30,
                             "claim_days": 7, "review_days": 7, "release_wait_minutes": 0, "dispute_days": 3,
                             "max_attempts": 2, "max_claims": 8, "clock_ms": 50},
                 "localisation": {"workers": 1, "max_open": 2, "poll_ms": 50, "embed": false},
                 "verification": {"fetch": false, "github_base_url": "http://127.0.0.1:3000", "allow_private_base": true,
                                  "fetch_timeout_ms": 100, "wait_ms": 0, "workers": 1, "poll_ms": 50, "max_attempts": 6}}
                """;
        assertEquals(column(1), described(load(file, Map.of(), Map.of())));
    }

    @Test
    void theLaterSourceWins() {
        String file = "{\"http\": {\"port\": 1001, \"max_streams\": 1001, \"max_body_kb\": 1001}}";
        Map<String, String> environment =
                Map.of("CROWDFUNDFIX_HTTP_PORT", "1002", "CROWDFUNDFIX_HTTP_MAX_STREAMS", "1002");
        Config config = load(file, environment, Map.of("http.port", "1003"));
        assertEquals(1003, config.http().port());
        assertEquals(1002, config.http().maxStreams());
        assertEquals(1001, config.http().maxBodyKb());
        assertEquals(
                Config.defaults().http().idleTimeoutSeconds(), config.http().idleTimeoutSeconds());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "port",
                "http",
                "http.",
                "http.prot",
                "http.Port",
                "http.maxStreams",
                "HTTP.PORT",
                "http.port.x",
                "",
                ".",
                "http/port",
                "http.cors_origins.0",
                "capabilities.0",
                "cluster.members.0",
                "http..port"
            })
    void refusesAnUnknownArgument(String key) {
        assertEquals(key, refusedField(() -> load(null, Map.of(), Map.of(key, "1"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CROWDFUNDFIX_PORT", "CROWDFUNDFIX_HTTP", "CROWDFUNDFIX_", "CROWDFUNDFIX_http_port"})
    void refusesAnUnknownVariable(String variable) {
        assertEquals(variable, refusedField(() -> load(null, Map.of(variable, "1"), Map.of())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"prot": 1}                         | prot
                    {"http": {"prot": 1}}               | http.prot
                    {"http": 1}                         | http
                    {"http": null}                      | http
                    {"http/port": 1}                    | http/port
                    {"http": {"port": {"x": 1}}}        | http.port
                    {"http": {"port": "8000"}}          | http.port
                    {"http": {"port": 80.5}}            | http.port
                    {"http": {"port": null}}            | http.port
                    {"http": {"port": 99999999999}}     | http.port
                    {"http": {"host": 1}}               | http.host
                    {"http": {"cors_origins": "x"}}     | http.cors_origins
                    {"http": {"cors_origins": [1]}}     | http.cors_origins
                    {"http": {"cors_origins": [null]}}  | http.cors_origins
                    {"capabilities": [null]}            | capabilities
                    {"demo": "true"}                    | demo
                    {"demo": 1}                         | demo
                    """)
    void refusesWhatAFileMayNotSay(String json, String field) {
        assertEquals(field, refusedField(() -> load(json, Map.of(), Map.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "null", "{", "{} {}", "{\"demo\": true, \"demo\": false}", "port=1"})
    void refusesAFileThatIsNoObject(String content) {
        assertEquals(file().toString(), refusedField(() -> load(content, Map.of(), Map.of())));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        Fault fault = assertThrows(
                Fault.class,
                () -> ConfigLoader.load(Config.defaults(), folder.resolve("none.json"), Map.of(), Map.of()));
        assertTrue(fault.message().contains("none.json"), fault.message());
    }

    @ParameterizedTest
    @MethodSource("io.crowdfundfix.BadSettings#all")
    void refusesABadValueByNameAndValue(String key, String value, Map<String, String> beside) {
        Map<String, String> arguments = new HashMap<>(beside);
        arguments.put(key, value);
        Fault fault = assertThrows(Fault.class, () -> load(null, Map.of(), arguments));
        assertTrue(
                fault.fields().stream().anyMatch(field -> field.field().startsWith(key)),
                fault.fields().toString());
    }

    @ParameterizedTest
    @CsvSource({"http.port, 70000", "http.port, abc", "demo, yes", "log.level, LOUD", "capabilities, cooking"})
    void saysWhichValueWasBad(String key, String value) {
        Fault fault = assertThrows(Fault.class, () -> load(null, Map.of(), Map.of(key, value)));
        assertTrue(fault.message().contains(key) && fault.message().contains(value), fault.message());
    }

    @Test
    void namesAllBadValuesOfAPartAtOnce() {
        Fault fault = assertThrows(
                Fault.class, () -> load(null, Map.of(), Map.of("http.port", "-1", "http.max_body_kb", "1")));
        assertEquals(2, fault.fields().size());
    }

    @Test
    void neverPrintsThePassword() {
        Config config = load(null, Map.of(), Map.of("database.password", "hunter2"));
        assertFalse(config.toString().contains("hunter2"));
        Fault fault =
                assertThrows(Fault.class, () -> load("{\"database\": {\"password\": 40961}}", Map.of(), Map.of()));
        assertEquals("database.password must be a text, is ***", fault.message());
    }

    @Test
    void helpListsEverySettingWithItsDefault() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Help.print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        for (String key : EverySetting.VALUES.keySet()) {
            assertTrue(lines.stream().anyMatch(line -> line.startsWith("  --" + key + "=")), key);
        }
        assertTrue(lines.contains("  --http.port=8000"), lines.toString());
    }

    private Config load(@Nullable String json, Map<String, String> environment, Map<String, String> arguments) {
        try {
            Path file = json == null ? null : Files.writeString(file(), json);
            return ConfigLoader.load(Config.defaults(), file, environment, arguments);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path file() {
        return folder.resolve("config.json");
    }

    private static String refusedField(Executable loading) {
        return assertThrows(Fault.class, loading).fields().get(0).field();
    }

    private static Map<String, String> column(int index) {
        Map<String, String> valueByKey = new TreeMap<>();
        EverySetting.VALUES.forEach((key, values) -> valueByKey.put(key, values.get(index)));
        return valueByKey;
    }

    private static Map<String, String> described(Config config) {
        Map<String, String> valueByKey = new TreeMap<>();
        ConfigLoader.describe(config)
                .forEach((key, value) ->
                        valueByKey.put(key, value.startsWith("[") ? value.replaceAll("[\\[\\]\"]", "") : value));
        return valueByKey;
    }

    private static String variable(String key) {
        return "CROWDFUNDFIX_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
