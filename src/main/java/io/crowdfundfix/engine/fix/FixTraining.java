package io.crowdfundfix.engine.fix;

import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Workbench;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Learns from rows that hold a report and the message of its fix. */
final class FixTraining {
    /** As many rivals for each report as the model will be measured with. */
    private static final int LIST_SIZE = 400;

    private final List<List<FixChange>> changes = new ArrayList<>();
    private final List<PairList> lists = new ArrayList<>();
    private final Wording wording;
    private final long seed;

    private FixTraining(List<Row> rows, Workbench bench) {
        wording = Wording.of(
                rows.stream().map(FixRows::whole).toList(),
                rows.stream().map(FixRows::message).toList());
        seed = bench.seed();
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        int parts = Math.max(1, Math.round(rows.size() / (float) LIST_SIZE));
        for (int part = 0; part < parts; part++) {
            List<Row> some = shuffled.subList(part * rows.size() / parts, (part + 1) * rows.size() / parts);
            changes.add(FixRows.changes(some, wording, bench.texts()));
            lists.add(PairList.of(FixRows.reports(some, wording, bench.texts()), changes.get(part)));
            bench.progress().at("comparing", part + 1, parts);
        }
    }

    static FixMatchModel train(List<Row> rows, Workbench bench) {
        FixTraining training = new FixTraining(rows, bench);
        return new FixMatchModel(training.wording, PairWeights.fit(training.lists), training.calibration());
    }

    /** Slope and intercept of log-odds, on scores from weights that did not see the list. */
    private double[] calibration() {
        List<SparseVector> rows = new ArrayList<>();
        List<Boolean> right = new ArrayList<>();
        for (int part = 0; part < lists.size(); part++) {
            List<PairList> others = new ArrayList<>(lists);
            if (lists.size() > 1) {
                others.remove(part);
            }
            double[][] scores = lists.get(part).scores(PairWeights.fit(others));
            Mispaired pairs = Mispaired.of(scores, changes.get(part), seed);
            for (int i = 0; i < pairs.scores().length; i++) {
                rows.add(SparseVector.ofDense(new float[] {(float) pairs.scores()[i]}));
                right.add(pairs.right()[i]);
            }
        }
        int[] labels = right.stream().mapToInt(is -> is ? 1 : 0).toArray();
        double[] shares = new double[labels.length];
        Arrays.fill(shares, 1);
        LogisticRegression line =
                LogisticRegression.fit(rows, labels, shares, new LogisticRegression.Shape(2, 1), 1e-3);
        double[] atZero = line.logits(SparseVector.ofDense(new float[] {0}));
        return new double[] {line.weight(1, 0) - line.weight(0, 0), atZero[1] - atZero[0]};
    }
}
