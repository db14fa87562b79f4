package io.crowdfundfix.verification;

import io.crowdfundfix.verification.VerificationApi.FixCheck;
import io.crowdfundfix.verification.VerificationApi.Mode;
import java.util.List;
import java.util.SplittableRandom;

/** Level 0: there is nothing but a link. The figures are drawn from bug and link, so the same answer comes each time; they mean nothing and say so. */
final class Simulation {
    private static final double LEAST = 0.2;
    private static final double PASSING = 0.5;

    private Simulation() {}

    static Verdict of(long bug, String link, String reason) {
        SplittableRandom draw = new SplittableRandom(31 * bug + link.hashCode());
        double similarity = LEAST + (1 - LEAST) * draw.nextDouble();
        double diffScore = LEAST + (1 - LEAST) * draw.nextDouble();
        double score = (similarity + diffScore) / 2;
        FixCheck said = new FixCheck(
                "simulated",
                score >= PASSING,
                true,
                1,
                score,
                "No change was looked at (" + reason
                        + "). These figures are simulated: drawn from the bug and the link, they say nothing about the fix.");
        return new Verdict(
                Mode.SIMULATED, 0, score >= PASSING, score, similarity, diffScore, List.of(said), null, null);
    }
}
