package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.engine.Analyst;
import io.crowdfundfix.engine.Assessment;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.engine.MiniLm;
import io.crowdfundfix.engine.Prototypes;
import io.crowdfundfix.engine.Report;
import io.crowdfundfix.engine.TrainedModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFilesTest {
    private static final Report REPORT = Report.of(
            "Editor crashes when a large file is pasted",
            "Steps: open an empty file, paste 20 MB of text. Expected: it is shown. Actual: the window closes.");

    @TempDir
    Path folder;

    @Test
    void theJarsModelsAnswerWithReasonsAndIntervals() {
        try (Embedder encoder = MiniLm.bundled(256)) {
            TrainedModels models = new ModelFiles("").load(encoder.model());
            assertTrue(models.version().startsWith("trained-"), models.version());
            Assessment assessment = assess(encoder, models);
            assertEquals("bug", assessment.issueType());
            assertNotNull(assessment.days());
            assertTrue(assessment.days().p10() <= assessment.days().p50());
            assertTrue(assessment.days().p50() <= assessment.days().p90());
            assertTrue(reason(assessment, "predicted_bounty").contains("eight times in ten"));
            assertTrue(reason(assessment, "complexity_score").contains("larger than"));
        }
    }

    @Test
    void withoutEncoderOnlyTheModelThatNeedsNoneAnswers() {
        try (Embedder fallback = new HashingEmbedder()) {
            TrainedModels models = new ModelFiles("").load(fallback.model());
            Assessment assessment = assess(fallback, models);
            assertEquals("bug", assessment.issueType());
            assertNull(assessment.days());
            assertTrue(reason(assessment, "predicted_bounty").contains("rule of thumb"));
        }
    }

    @Test
    void withoutModelsTheRulesAnswer() {
        assertEquals(
                TrainedModels.NONE.version(), new ModelFiles("none").load("any").version());
    }

    @Test
    void aDamagedModelIsLeftOut() throws IOException {
        Files.writeString(folder.resolve("bounty.safetensors"), "not a model");
        try (Embedder fallback = new HashingEmbedder()) {
            Assessment assessment = assess(fallback, new ModelFiles(folder.toString()).load(fallback.model()));
            assertTrue(reason(assessment, "predicted_bounty").contains("rule of thumb"));
        }
    }

    @Test
    void otherModelsHaveAnotherVersion() throws IOException {
        String empty = new ModelFiles(folder.toString()).load("any").version();
        String bundled = new ModelFiles("").load("any").version();
        assertNotEquals(empty, bundled);
    }

    private static Assessment assess(Embedder embedder, TrainedModels models) {
        return new Analyst(embedder, Prototypes.load(embedder), models)
                .examine(REPORT)
                .assessment();
    }

    private static String reason(Assessment assessment, String field) {
        return assessment.explanations().stream()
                .filter(explanation -> explanation.field().equals(field))
                .findFirst()
                .orElseThrow()
                .reason();
    }
}
