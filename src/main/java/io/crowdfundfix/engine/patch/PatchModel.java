package io.crowdfundfix.engine.patch;

import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Terms;
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

    private final PatchSpace space;
    /** What each part of a vector is worth. */
    private final double[] weights;
    /** Slope and intercept of log-odds for a bug of which no patch is known. */
    private final double[] unseen;
    /** The same for other bugs: of the score, of {@link KnownPatches#features}, the intercept last. */
    private final double[] seen;

    private final KnownPatches known;

    PatchModel(PatchSpace space, double[] weights, double[][] odds, KnownPatches known) {
        this.space = space;
        this.weights = weights.clone();
        this.unseen = odds[0].clone();
        this.seen = odds[1].clone();
        this.known = known;
    }

    public static PatchModel load(Tensors tensors) {
        return new PatchModel(
                PatchSpace.load(tensors),
                tensors.doubles("weights"),
                new double[][] {tensors.doubles("unseen"), tensors.doubles("seen")},
                KnownPatches.load(tensors));
    }

    void save(Tensors.Builder tensors) {
        space.save(tensors);
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
        SparseVector vector = space.vector(code);
        double score = vector.dot(weights);
        float[] others =
                project == null || bug == null ? null : known.features(bug(project, bug), 0, space.terms(code));
        double odds = others == null ? unseen[0] * score + unseen[1] : odds(score, others);
        return new PatchVerdict(1 / (1 + Math.exp(-odds)), reasons(code, vector, others));
    }

    private double odds(double score, float[] others) {
        double odds = seen[0] * score + seen[seen.length - 1];
        for (int i = 0; i < others.length; i++) {
            odds += seen[1 + i] * others[i];
        }
        return odds;
    }

    private List<String> reasons(PatchCode code, SparseVector vector, float @Nullable [] others) {
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
        Map<Integer, String> positionToWords = words(code);
        Map<Integer, Double> positionToPull = new HashMap<>();
        for (int i = 0; i < vector.ids().length; i++) {
            int position = vector.ids()[i];
            if (positionToWords.containsKey(position)) {
                positionToPull.put(position, vector.values()[i] * weights[position]);
            }
        }
        positionToPull.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, Double>>comparingDouble(pull -> -Math.abs(pull.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(REASONS)
                .map(pull -> positionToWords.getOrDefault(pull.getKey(), "") + ", as "
                        + (pull.getValue() > 0 ? "wrong" : "right") + " patches do")
                .forEach(reasons::add);
        return reasons;
    }

    /** What can be said about the patch, by the position in its vector. */
    private Map<Integer, String> words(PatchCode code) {
        Map<Integer, String> positionToWords = new HashMap<>();
        PatchTerms.each(code, (term, hash) -> {
            String what = term.charAt(0) == PatchTerms.ADDED ? "adds `" : "removes `";
            positionToWords.putIfAbsent(space.position(hash), what + term.substring(1) + "`");
        });
        PatchTraits traits = PatchTraits.of(code);
        for (String present : traits.present()) {
            positionToWords.put(space.position(traits, present), present);
        }
        return positionToWords;
    }
}
