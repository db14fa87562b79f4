package io.crowdfundfix.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingCommandsTest {
    @TempDir
    Path folder;

    @Test
    void learnsFromAFolderAndMeasuresOnAFile() throws IOException {
        writeRows("bounty.mine.train.jsonl", 80);
        Path asked = writeRows("asked.jsonl", 20);
        JsonNode trained = json(train(Map.of("task", "bounty")));
        assertEquals("bounty", trained.path("task").asText());
        assertTrue(Files.size(folder.resolve("models/bounty.safetensors")) > 0);
        Path predictions = folder.resolve("predictions.jsonl");
        JsonNode measured = json(
                evaluate(Map.of("task", "bounty", "data", asked.toString(), "predictions", predictions.toString())));
        assertEquals(20, measured.path("rows").asInt());
        assertTrue(measured.path("log1p_mae").isNumber(), measured.toString());
        List<String> lines = Files.readAllLines(predictions);
        assertEquals(20, lines.size());
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = json(lines.get(i));
            assertEquals("row-" + i, line.path("id").asText(), "in the order of the input");
            assertTrue(line.path("p10").asDouble() <= line.path("p50").asDouble());
            assertTrue(line.path("p50").asDouble() <= line.path("p90").asDouble());
        }
    }

    @Test
    void theSameRowsAndSeedGiveTheSameModel() throws IOException {
        writeRows("bounty.mine.train.jsonl", 80);
        train(Map.of("task", "bounty"));
        byte[] once = Files.readAllBytes(folder.resolve("models/bounty.safetensors"));
        train(Map.of("task", "bounty", "cache", folder.resolve("vectors").toString()));
        assertArrayEquals(once, Files.readAllBytes(folder.resolve("models/bounty.safetensors")));
    }

    @Test
    void theModelsOfTheProgramAreMeasuredWhereNoneAreNamed() throws IOException {
        Path asked = writeRows("asked.jsonl", 10);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HashingEmbedder embedder = new HashingEmbedder()) {
            Terminal terminal = new Terminal(print(out), print(new ByteArrayOutputStream()), false);
            EvaluateCommand.run(embedder, Map.of("task", "bounty", "data", asked.toString()), terminal);
        }
        assertEquals(10, json(out.toString(StandardCharsets.UTF_8)).path("rows").asInt());
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        writeRows("bounty.mine.train.jsonl", 80);
        assertNames("--task", () -> train(Map.of("task", "weather")));
        assertNames("--task", () -> train(Map.of()));
        assertNames("--colour", () -> train(Map.of("task", "bounty", "colour", "red")));
        assertNames("--seed", () -> train(Map.of("task", "bounty", "seed", "many")));
        assertNames("issue_type*.train.jsonl", () -> train(Map.of("task", "issue_type")));
        assertNames("--data", () -> evaluate(Map.of("task", "bounty")));
        assertNames("nowhere.jsonl", () -> evaluate(Map.of("task", "bounty", "data", "nowhere.jsonl")));
        String rows = folder.resolve("bounty.mine.train.jsonl").toString();
        assertNames("run train --task bounty", () -> evaluate(Map.of("task", "bounty", "data", rows)));
        Path empty = Files.createFile(folder.resolve("empty.jsonl"));
        assertNames("holds no row", () -> evaluate(Map.of("task", "bounty", "data", empty.toString())));
    }

    @Test
    void aBarIsDrawnOnlyWhereAPersonIsLooking() throws IOException {
        writeRows("bounty.mine.train.jsonl", 40);
        Map<String, String> options = new HashMap<>(Map.of("task", "bounty"));
        options.put("data", folder.toString());
        options.put("out", folder.resolve("models").toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (HashingEmbedder embedder = new HashingEmbedder()) {
            TrainCommand.run(embedder, options, new Terminal(print(out), print(err), false));
            assertEquals("", err.toString(StandardCharsets.UTF_8));
        }
        new TerminalProgress(print(err)).at("embedding", 1, 2);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("50 %"));
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("embedding"));
    }

    private String train(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("data", folder.toString());
        all.put("out", folder.resolve("models").toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HashingEmbedder embedder = new HashingEmbedder()) {
            TrainCommand.run(embedder, all, new Terminal(print(out), print(new ByteArrayOutputStream()), false));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private String evaluate(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("models", folder.resolve("models").toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HashingEmbedder embedder = new HashingEmbedder()) {
            EvaluateCommand.run(embedder, all, new Terminal(print(out), print(new ByteArrayOutputStream()), false));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String line) throws IOException {
        return Json.api().readTree(line);
    }

    private static void assertNames(String wanted, Runnable command) {
        Fault fault = assertThrows(Fault.class, command::run);
        assertTrue(fault.message().contains(wanted), fault.message());
    }

    /** Freelance reports: whoever names a crash is paid 1,000, else 250. */
    private Path writeRows(String name, int count) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean crash = i % 2 == 0;
            lines.add("{\"id\":\"row-" + i + "\",\"title\":\"" + (crash ? "Crash" : "Wrong colour") + " on page "
                    + i % 7
                    + "\",\"repro\":\"\",\"body\":\"Open page " + i + " and look.\",\"usd\":\"" + (crash ? 1000 : 250)
                    + "\"}");
        }
        return Files.write(folder.resolve(name), lines);
    }
}
