package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.analysis.AnalysisApi.EngineName;
import io.crowdfundfix.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLoaderTest {
    @TempDir
    private Path folder;

    @Test
    void answersWithTheFallbackWhereNoModelIsWanted() {
        fallsBack("none");
    }

    @Test
    void answersWithTheFallbackWhereThereIsNoFolder() {
        fallsBack(folder.resolve("missing").toString());
    }

    @Test
    void answersWithTheFallbackWhereTheFolderIsEmpty() {
        fallsBack(folder.toString());
    }

    @Test
    void answersWithTheFallbackWhereTheModelIsCorrupt() throws IOException {
        Files.writeString(folder.resolve("model.onnx"), "this is no graph");
        Files.writeString(folder.resolve("tokenizer.json"), "{}");
        fallsBack(folder.toString());
    }

    @Test
    void answersWithTheFallbackWhereTheModelIsCutOff() throws IOException {
        try (var model = EngineLoaderTest.class.getResourceAsStream("/all-minilm-l6-v2-q.onnx");
                var tokenizer = EngineLoaderTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            Files.write(folder.resolve("model.onnx"), model.readNBytes(100_000));
            Files.write(folder.resolve("tokenizer.json"), tokenizer.readAllBytes());
        }
        fallsBack(folder.toString());
    }

    @Test
    void loadsOnceAndTellsWhoWaits() {
        EngineLoader loader = loader("none");
        assertFalse(loader.loaded().isComplete());
        SharedEngine engine = loader.get();
        assertSame(engine, loader.get());
        assertSame(engine, Await.result(loader.loaded()));
        loader.close();
    }

    private static void fallsBack(String modelDir) {
        EngineLoader loader = loader(modelDir);
        EngineName name = loader.get().name();
        assertEquals("hashing-v1", name.name());
        assertTrue(name.fallback());
        loader.close();
    }

    private static EngineLoader loader(String modelDir) {
        return new EngineLoader(new AnalysisConfig(1, modelDir, "", 256, 1000, 5, 256));
    }
}
