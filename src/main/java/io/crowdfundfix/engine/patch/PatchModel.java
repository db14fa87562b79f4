package io.crowdfundfix.engine.patch;

import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges whether a patch that passes the tests is wrong. */
public final class PatchModel {
    private static final int REASONS = 4;

    private final Vocabulary vocabulary;
    /** What each term is worth, the intercept last. */
    private final double[] weights;
    /** Slope and intercept of log-odds for a bug of which no patch is known. */
    private final double[] unseen;
    /** The same for other bugs: of the score, of {@link KnownPatches#features}, the intercept last. */
    private final double[] seen;

    private final KnownPatches known;

    PatchModel(Vocabulary vocabulary, double[] weights, double[][] odds, KnownPatches known) {
        this.vocabulary = vocabulary;
        this.weights = weights.clone();
        this.unseen = odds[0].clone();
        this.seen = odds[1].clone();
        this.known = known;
    }

    public static PatchModel load(Tensors tensors) {
        return new PatchModel(
                Vocabulary.load(tensors, "terms"),
                tensors.doubles("weights"),
                new double[][] {tensors.doubles("unseen"), tensors.doubles("seen")},
                KnownPatches.load(tensors));
    }

    void save(Tensors.Builder tensors) {
        vocabulary.save(tensors, "terms");
        tensors.doubles("weights", weights);
        tensors.doubles("unseen", unseen);
        tensors.doubles("seen", seen);
        known.save(tensors);
    }

    static int bug(String project, String bug) {
        return Terms.hash(project + "#" + bug);
    }

    /** True if patches of the bug were in the training data. */
    public boolean knows(String project, String bug) {
        return known.knows(bug(project, bug));
    }

    /** The verdict on a patch of a bug that nobody has named. */
    public PatchVerdict judge(String diff) {
        return judge(diff, null, null);
    }

    /** The verdict, by known patches of the same bug too where there are any. */
    public PatchVerdict judge(String diff, @Nullable String project, @Nullable String bug) {
        PatchCode code = PatchCode.of(diff);
        SparseVector terms = vocabulary.vector(PatchTerms.of(code));
        double score = score(terms, weights);
        float[] others = project == null || bug == null ? null : known.features(bug(project, bug), 0, terms);
        double odds = others == null ? unseen[0] * score + unseen[1] : odds(score, others);
        return new PatchVerdict(1 / (1 + Math.exp(-odds)), reasons(code, terms, others));
    }

    private double odds(double score, float[] others) {
        double odds = seen[0] * score + seen[seen.length - 1];
        for (int i = 0; i < others.length; i++) {
            odds += seen[1 + i] * others[i];
        }
        return odds;
    }

    static double score(SparseVector terms, double[] weights) {
        return terms.dot(weights) + weights[weights.length - 1];
    }

    private List<String> reasons(PatchCode code, SparseVector terms, float @Nullable [] others) {
        List<String> reasons = new ArrayList<>();
        if (code.added().isEmpty() && code.removed().isEmpty()) {
            reasons.add("no changed line was found");
        }
        if (others != null) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "other patches of this bug: %d right (likeness %.2f), %d wrong (likeness %.2f)",
                    Math.round(Math.expm1(others[0])),
                    others[2],
                    Math.round(Math.expm1(others[1])),
                    others[3]));
        }
        Map<Integer, String> positionToTerm = new HashMap<>();
        PatchTerms.each(code, (term, hash) -> positionToTerm.putIfAbsent(vocabulary.position(hash), term));
        Map<Integer, Double> positionToPull = new HashMap<>();
        for (int i = 0; i < terms.ids().length; i++) {
            positionToPull.put(terms.ids()[i], terms.values()[i] * weights[terms.ids()[i]]);
        }
        positionToPull.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, Double>>comparingDouble(pull -> -Math.abs(pull.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(REASONS)
                .map(pull -> words(positionToTerm.getOrDefault(pull.getKey(), ""), pull.getValue()))
                .forEach(reasons::add);
        return reasons;
    }

    private static String words(String term, double pull) {
        String what = term.charAt(0) == PatchTerms.ADDED ? "adds `" : "removes `";
        return what + term.substring(1) + "`, as " + (pull > 0 ? "wrong" : "right") + " patches do";
    }
}
