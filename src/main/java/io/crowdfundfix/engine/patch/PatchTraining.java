package io.crowdfundfix.engine.patch;

import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.Ridge;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.task.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Learns from patches whose verdict is known. Two linear models are added: one of tool-made patches only, which tells right from
 * wrong ones, and at a quarter of its weight one of all patches, which tells tools from people, whose patches are right.
 */
final class PatchTraining {
    private static final int FOLDS = 8;
    private static final double PENALTY = 1;
    private static final double WEIGHT_OF_ALL = 0.25;

    private final PatchSpace space;
    private final List<SparseVector> vectors;
    private final double[] shares;
    private final KnownPatches.Known[] patches;
    private final boolean[] byTool;
    private final long seed;

    private PatchTraining(List<Row> rows, long seed) {
        this.seed = seed;
        List<PatchCode> codes =
                rows.stream().map(row -> PatchCode.of(row.required("diff"))).toList();
        space = PatchSpace.of(codes);
        vectors = codes.stream().map(space::vector).toList();
        patches = new KnownPatches.Known[rows.size()];
        byTool = new boolean[rows.size()];
        Map<Integer, Integer> bugToCount = new HashMap<>();
        for (int i = 0; i < patches.length; i++) {
            Row row = rows.get(i);
            int bug = PatchModel.bug(row.text("project"), row.required("bug_id"));
            byTool[i] = PatchRows.byTool(row);
            patches[i] = new KnownPatches.Known(
                    bug, Terms.hash(row.text("tool")), PatchRows.incorrect(row), space.terms(codes.get(i)));
            bugToCount.merge(bug, 1, Integer::sum);
        }
        // a bug with thirty patches must not count thirty times
        shares = Arrays.stream(patches)
                .mapToDouble(patch -> 1 / Math.sqrt(bugToCount.getOrDefault(patch.bug(), 1)))
                .toArray();
        double mean = Arrays.stream(shares).average().orElse(1);
        Arrays.setAll(shares, i -> shares[i] / mean);
    }

    static PatchModel train(List<Row> rows, long seed) {
        PatchTraining training = new PatchTraining(rows, seed);
        double[] weights = training.weights(i -> true);
        return new PatchModel(training.space, weights, training.odds(), new KnownPatches(training.withoutOrigins()));
    }

    private List<KnownPatches.Known> withoutOrigins() {
        return Arrays.stream(patches)
                .map(patch -> new KnownPatches.Known(patch.bug(), 0, patch.incorrect(), patch.terms()))
                .toList();
    }

    private double[] weights(IntPredicate taken) {
        double[] tools = ridge(i -> taken.test(i) && byTool[i]);
        double[] all = ridge(taken);
        double[] sum = new double[all.length];
        Arrays.setAll(sum, i -> tools[i] + WEIGHT_OF_ALL * all[i]);
        return sum;
    }

    private double[] ridge(IntPredicate taken) {
        int[] chosen = IntStream.range(0, patches.length).filter(taken).toArray();
        List<SparseVector> rows = Arrays.stream(chosen).mapToObj(vectors::get).toList();
        double[] targets = Arrays.stream(chosen)
                .mapToDouble(i -> patches[i].incorrect() ? 1 : -1)
                .toArray();
        double[] weightOfEach =
                Arrays.stream(chosen).mapToDouble(i -> shares[i]).toArray();
        return Ridge.fit(rows, targets, weightOfEach, space.dimensions(), PENALTY);
    }

    /** Log-odds for bugs without and with other known patches, on scores from models that saw no patch of the bug. */
    private double[][] odds() {
        double[] scores = unseenScores();
        List<float[]> unseen = new ArrayList<>();
        List<Boolean> unseenIncorrect = new ArrayList<>();
        List<float[]> seen = new ArrayList<>();
        List<Boolean> seenIncorrect = new ArrayList<>();
        KnownPatches known = new KnownPatches(List.of(patches));
        for (int i = 0; i < patches.length; i++) {
            unseen.add(new float[] {(float) scores[i]});
            unseenIncorrect.add(patches[i].incorrect());
            float[] others = known.features(patches[i].bug(), patches[i].origin(), patches[i].terms());
            if (byTool[i] && others != null) {
                float[] row = new float[1 + others.length];
                row[0] = (float) scores[i];
                System.arraycopy(others, 0, row, 1, others.length);
                seen.add(row);
                seenIncorrect.add(patches[i].incorrect());
            }
        }
        return new double[][] {line(unseen, unseenIncorrect, 1), line(seen, seenIncorrect, 1 + KnownPatches.FEATURES)};
    }

    private double[] unseenScores() {
        List<Integer> bugs = new ArrayList<>(Arrays.stream(patches)
                .map(KnownPatches.Known::bug)
                .distinct()
                .sorted()
                .toList());
        Collections.shuffle(bugs, new Random(seed));
        Map<Integer, Integer> bugToFold = new HashMap<>();
        for (int i = 0; i < bugs.size(); i++) {
            bugToFold.put(bugs.get(i), i % FOLDS);
        }
        int[] folds = Arrays.stream(patches)
                .mapToInt(patch -> bugToFold.getOrDefault(patch.bug(), 0))
                .toArray();
        double[] scores = new double[patches.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            double[] weights = weights(i -> folds[i] != left);
            for (int i = 0; i < scores.length; i++) {
                scores[i] = folds[i] == fold ? vectors.get(i).dot(weights) : scores[i];
            }
        }
        return scores;
    }

    /** Weights of log-odds, the intercept last. */
    private static double[] line(List<float[]> rows, List<Boolean> incorrect, int size) {
        int[] labels = incorrect.stream().mapToInt(is -> is ? 1 : 0).toArray();
        double[] even = new double[labels.length];
        Arrays.fill(even, 1);
        LogisticRegression fitted = LogisticRegression.fit(
                rows.stream().map(SparseVector::ofDense).toList(),
                labels,
                even,
                new LogisticRegression.Shape(2, size),
                1);
        double[] line = new double[size + 1];
        for (int f = 0; f < size; f++) {
            line[f] = fitted.weight(1, f) - fitted.weight(0, f);
        }
        double[] atZero = fitted.logits(SparseVector.ofDense(new float[size]));
        line[size] = atZero[1] - atZero[0];
        return line;
    }
}
