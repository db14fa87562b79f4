package io.crowdfundfix.verification;

import io.crowdfundfix.analysis.AnalysisApi.FixOpinion;
import io.crowdfundfix.analysis.AnalysisApi.SuspectsTouched;
import io.crowdfundfix.verification.VerificationApi.FixCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Checks that hold the change against the report: does it answer this bug, does it touch what the report names. */
final class AnswerChecks {
    /** Below it the change answers another question (docs/quality.md). */
    static final double ANSWERS = 0.2;

    private static final double RAREST = 1e-4;
    private static final double TOUCHES = 2.5;
    private static final double MISSES = -0.3;
    /** Without a model the similarity stands in: nothing below the first, all above the second. */
    private static final double STRANGE = 0.1;

    private static final double ALIKE = 0.6;
    private static final double PLAUSIBLE = 0.3;

    private AnswerChecks() {}

    /** @param proven whether the maintainer's own test reports show that it works, which outweighs a guess */
    static List<FixCheck> of(FixOpinion opinion, boolean proven) {
        List<FixCheck> checks = new ArrayList<>();
        checks.add(answers(opinion, !proven));
        checks.add(touches(opinion));
        if (opinion.suspects() != null) {
            checks.add(suspected(opinion.suspects()));
        }
        if (opinion.plausibility() != null) {
            checks.add(plausible(opinion, opinion.plausibility()));
        }
        return checks;
    }

    /** The model's log-odds, shifted by whether the change touches what the report names. */
    static double probability(FixOpinion opinion) {
        double alike = Math.max(0, Math.min(1, (opinion.similarity() - STRANGE) / (ALIKE - STRANGE)));
        double read = opinion.probability() == null ? alike : opinion.probability();
        double bounded = Math.max(RAREST, Math.min(1 - RAREST, read));
        double shift = opinion.placesNamed() == 0 ? 0 : opinion.touched().isEmpty() ? MISSES : TOUCHES;
        return 1 / (1 + Math.exp(-(Math.log(bounded / (1 - bounded)) + shift)));
    }

    private static FixCheck answers(FixOpinion opinion, boolean required) {
        double probability = probability(opinion);
        String how = opinion.probability() == null
                ? "no trained model could be asked, only meaning is compared"
                : String.join("; ", opinion.reasons());
        String reason = String.format(
                Locale.ROOT,
                "%.0f %% sure that the change answers this report: %s; likeness by meaning %.2f",
                100 * probability,
                how,
                opinion.similarity());
        return new FixCheck("answers_report", probability >= ANSWERS, required, 0.34, probability, shortened(reason));
    }

    private static FixCheck touches(FixOpinion opinion) {
        if (opinion.placesNamed() == 0) {
            return new FixCheck("touches_named_code", true, false, 0, 0, "the report names no file, class or function");
        }
        boolean passed = !opinion.touched().isEmpty();
        String where = opinion.placesTraced() ? "the stack trace and the report name" : "the report names";
        String reason = passed
                ? "touches what " + where + ": "
                        + String.join(", ", opinion.touched().stream().limit(6).toList())
                : "touches nothing that " + where;
        return new FixCheck("touches_named_code", passed, false, 0.12, passed ? 1 : 0, shortened(reason));
    }

    /** The later the suspect, the less it says. */
    private static FixCheck suspected(SuspectsTouched suspects) {
        boolean passed = suspects.rank() > 0;
        String reason = passed
                ? String.format(
                        Locale.ROOT,
                        "touches %s, number %d of the %d files that the engine suspects",
                        suspects.path(),
                        suspects.rank(),
                        suspects.asked())
                : "touches none of the " + suspects.asked() + " files that the engine suspects";
        double score = passed ? 1 / Math.sqrt(suspects.rank()) : 0;
        return new FixCheck("touches_suspects", passed, false, 0.12, score, shortened(reason));
    }

    private static FixCheck plausible(FixOpinion opinion, double plausibility) {
        String reason = String.format(
                Locale.ROOT,
                "%.0f %% that the patch does more than fit its tests. A weak hint: the model learned from Java and is little better than a"
                        + " guess in projects it does not know. %s",
                100 * plausibility,
                String.join("; ", opinion.patchReasons()));
        return new FixCheck("patch_plausible", plausibility >= PLAUSIBLE, false, 0.02, plausibility, shortened(reason));
    }

    private static String shortened(String reason) {
        return reason.length() > 900 ? reason.substring(0, 900) + "…" : reason;
    }
}
