package io.crowdfundfix.verification;

import io.crowdfundfix.verification.VerificationApi.FixCheck;
import io.crowdfundfix.verification.VerificationApi.Mode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a submission came to.
 *
 * @param level 0 simulated, 1 diff, 2 tests before and after
 * @param score 0…1, the weighted mean of the checks
 * @param similarity of change and report by meaning, 0…1
 * @param diffScore the weighted mean of the checks of the change alone
 */
record Verdict(
        Mode mode,
        int level,
        boolean passed,
        double score,
        double similarity,
        double diffScore,
        List<FixCheck> checks,
        @Nullable JudgedDiff diff,
        @Nullable String engine) {
    /** A fix passes from this score on, if no required check fails. */
    static final double PASSING = 0.6;

    static final String NEW_DIFF = "diff_is_new";

    /**
     * The diff that was judged.
     *
     * @param paths of the files that it changes; none where there are so many that they say nothing of where the bug was
     */
    record JudgedDiff(String sha256, List<String> paths) {
        private static final int MOST_PATHS = 60;

        JudgedDiff {
            paths = List.copyOf(paths);
        }

        static JudgedDiff of(FixDiff diff) {
            List<String> paths = diff.files().stream()
                    .filter(file -> !file.isTest())
                    .map(ChangedFile::path)
                    .toList();
            return new JudgedDiff(diff.sha256(), paths.size() > MOST_PATHS ? List.of() : paths);
        }
    }

    Verdict {
        checks = List.copyOf(checks);
    }

    /** The same of a diff that has failed before: said, and without weight. */
    Verdict repeating(long submission) {
        List<FixCheck> more = new ArrayList<>(checks);
        more.add(new FixCheck(
                NEW_DIFF,
                false,
                false,
                0,
                0,
                "the same diff has failed as submission " + submission + ": failing again costs no attempt"));
        return new Verdict(mode, level, passed, score, similarity, diffScore, more, diff, engine);
    }

    /** The mean of the scores by their weights; 0 where nothing has weight. */
    static double mean(List<FixCheck> checks) {
        double weights = checks.stream().mapToDouble(FixCheck::weight).sum();
        double sum = checks.stream()
                .mapToDouble(check -> check.weight() * check.score())
                .sum();
        return weights == 0 ? 0 : Math.max(0, Math.min(1, sum / weights));
    }

    static boolean passes(List<FixCheck> checks) {
        return mean(checks) >= PASSING && checks.stream().noneMatch(check -> check.required() && !check.passed());
    }
}
