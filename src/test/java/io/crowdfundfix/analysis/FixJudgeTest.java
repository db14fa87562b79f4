package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.analysis.AnalysisApi.FixOpinion;
import io.crowdfundfix.analysis.AnalysisApi.JudgeFix;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class FixJudgeTest {
    private static final String DIFF = "--- a/Number.java\n+++ b/Number.java\n@@ -1 +1 @@\n-crash();\n+number(4);\n";

    private Platform platform;

    @BeforeEach
    void deploy(Platform given) {
        platform = given;
        Await.result(platform.vertx().deployVerticle(new FakeBugs(platform, 0)));
    }

    private FixOpinion judge(String trainedDir, String change) {
        AnalysisConfig defaults = AnalysisConfig.defaults();
        AnalysisConfig config = new AnalysisConfig(1, "none", trainedDir, defaults.maxTokens(), 50, 1, 16);
        FixJudge judge = new FixJudge(platform.bus(), new EngineLoader(config));
        return Await.result(judge.judge(new JudgeFix(4, change, "", List.of("src/Number.java"), List.of(), DIFF)));
    }

    @Test
    void withoutModelsItComparesMeaningAndSaysSo() {
        FixOpinion right = judge("none", "Number 4 crashes: catch it");
        FixOpinion wrong = judge("none", "Translate the manual into French");
        assertNull(right.probability());
        assertNull(right.plausibility());
        assertTrue(right.engine().fallback());
        assertTrue(right.similarity() > wrong.similarity(), right + " " + wrong);
    }

    @Test
    void usesTheModelsOfAFolderWhereTheEncoderIsTheirs() {
        FixOpinion opinion = judge("models", "Number 4 crashes: catch it");
        assertNull(opinion.probability(), "fix_match learned from vectors of another encoder");
        assertNotNull(opinion.plausibility());
        assertTrue(opinion.plausibility() > 0 && opinion.plausibility() < 1);
    }
}
