package io.crowdfundfix.matching;

import io.crowdfundfix.analysis.Analysis;
import io.crowdfundfix.analysis.AnalysisConfig;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.learn.Isotonic;
import io.crowdfundfix.engine.task.RowFile;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.engine.task.VectorCache;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.matching.MatchHistory.Asked;
import io.crowdfundfix.matching.MatchHistory.Candidate;
import io.crowdfundfix.matching.MatchModel.Learned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Learns what a match percentage means from public Jira data, split by time, and measures it on the last part: how often a percentage
 * comes true, and what it costs to show newcomers.
 */
public final class MatchCalibration {
    private static final int KNOTS = 40;
    private static final int SHOWN = 10;
    private static final int STEPS = 12;
    private static final int SUREST = 200;
    /** Where the curve is flat, the better of two still stands first. */
    private static final double LEAST_RISE = 0.0005;

    private MatchCalibration() {}

    /**
     * Prints the figures of docs/quality.md and writes the model.
     *
     * @param arguments the data file, a file for vectors, and where the model goes
     */
    public static void main(String[] arguments) throws IOException {
        try (Embedder embedder = Analysis.encoder(AnalysisConfig.defaults());
                VectorCache cache = VectorCache.open(Path.of(arguments[1]))) {
            Texts texts = new Texts(embedder, cache, (what, done, of) -> {});
            List<Asked> asked = new MatchHistory(RowFile.read(Path.of(arguments[0])), texts).asked();
            double[] weights = fit(part(asked, 0));
            List<Asked> before = asked.stream().filter(bug -> bug.part() < 2).toList();
            MatchModel plain = new MatchModel(embedder.model(), weights, new double[] {0}, new double[] {0});
            Learned learned = curve(plain, embedder.model(), weights, before);
            Files.writeString(
                    Path.of(arguments[2]),
                    Json.api().writerWithDefaultPrettyPrinter().writeValueAsString(learned));
            MatchModel model =
                    new MatchModel(learned.encoder(), weights, array(learned.scores()), array(learned.rates()));
            System.out.printf(
                    "bugs: %d to learn from, %d more for the curve, %d to measure%n",
                    part(asked, 0).size(), part(asked, 1).size(), part(asked, 2).size());
            for (int i = 0; i < weights.length; i++) {
                System.out.printf("  %-14s %7.3f%n", Fit.FEATURES.get(i), weights[i]);
            }
            reliability(model, part(asked, 2));
            MatchExploration.print(model, part(asked, 1), part(asked, 2));
        }
    }

    private static List<Asked> part(List<Asked> asked, int part) {
        return asked.stream().filter(bug -> bug.part() == part).toList();
    }

    /** Newton's method on the log-likelihood with a small ridge. */
    private static double[] fit(List<Asked> asked) {
        int n = Fit.FEATURES.size();
        double[] weights = new double[n];
        for (int step = 0; step < STEPS; step++) {
            double[] slope = new double[n];
            double[][] curvature = new double[n][n];
            for (int i = 0; i < n; i++) {
                slope[i] = -weights[i];
                curvature[i][i] = 1;
            }
            for (Asked bug : asked) {
                for (Candidate candidate : bug.candidates()) {
                    add(candidate, weights, slope, curvature);
                }
            }
            double[] move = solved(curvature, slope);
            for (int i = 0; i < n; i++) {
                weights[i] += move[i];
            }
        }
        return weights;
    }

    private static void add(Candidate candidate, double[] weights, double[] slope, double[][] curvature) {
        double[] x = candidate.fit().features();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i] * x[i];
        }
        double p = 1 / (1 + Math.exp(-sum));
        for (int i = 0; i < x.length; i++) {
            slope[i] += ((candidate.came() ? 1 : 0) - p) * x[i];
            for (int j = 0; j < x.length; j++) {
                curvature[i][j] += p * (1 - p) * x[i] * x[j];
            }
        }
    }

    private static double[] solved(double[][] a, double[] b) {
        int n = b.length;
        for (int i = 0; i < n; i++) {
            for (int row = i + 1; row < n; row++) {
                double factor = a[row][i] / a[i][i];
                for (int column = i; column < n; column++) {
                    a[row][column] -= factor * a[i][column];
                }
                b[row] -= factor * b[i];
            }
        }
        double[] x = new double[n];
        for (int i = n - 1; i >= 0; i--) {
            double sum = b[i];
            for (int column = i + 1; column < n; column++) {
                sum -= a[i][column] * x[column];
            }
            x[i] = sum / a[i][i];
        }
        return x;
    }

    private static Learned curve(MatchModel plain, String encoder, double[] weights, List<Asked> asked) {
        // of those who would be shown: the best of many are chosen by their luck too
        List<Candidate> all = asked.stream()
                .flatMap(bug -> bug.candidates().stream()
                        .sorted(Comparator.comparingDouble(one -> -plain.logOdds(one.fit())))
                        .limit(SHOWN))
                .toList();
        double[] scores =
                all.stream().mapToDouble(one -> plain.logOdds(one.fit())).toArray();
        double[] outcomes = all.stream().mapToDouble(one -> one.came() ? 1 : 0).toArray();
        Isotonic isotonic = Isotonic.fit(scores, outcomes);
        double cap = top(all, plain);
        double least = Arrays.stream(scores).min().orElse(0);
        double most = Arrays.stream(scores).max().orElse(0);
        List<Double> knots = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i <= KNOTS; i++) {
            double score = least + (most - least) * i / KNOTS;
            knots.add(Math.round(score * 1e4) / 1e4);
            double before = i == 0 ? 0 : rates.get(i - 1);
            double rate = Math.max(before + LEAST_RISE, Math.min(cap, isotonic.rate(score)));
            rates.add(Math.round(rate * 1e4) / 1e4);
        }
        return new Learned(encoder, Arrays.stream(weights).boxed().toList(), knots, rates);
    }

    /** How often it came true for the surest: a higher rate would rest on too few. */
    private static double top(List<Candidate> all, MatchModel plain) {
        return all.stream()
                .sorted(Comparator.comparingDouble(one -> -plain.logOdds(one.fit())))
                .limit(SUREST)
                .mapToDouble(one -> one.came() ? 1 : 0)
                .average()
                .orElse(0);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void reliability(MatchModel model, List<Asked> asked) {
        double[] said = new double[10];
        double[] came = new double[10];
        int[] counts = new int[10];
        double saidAll = 0;
        double cameAll = 0;
        int all = 0;
        for (Asked bug : asked) {
            List<Candidate> shown = bug.candidates().stream()
                    .sorted(Comparator.comparingDouble(one -> -model.probability(one.fit())))
                    .limit(SHOWN)
                    .toList();
            for (Candidate candidate : shown) {
                double p = model.probability(candidate.fit());
                int bin = (int) Math.min(9, p * 10);
                said[bin] += p;
                came[bin] += candidate.came() ? 1 : 0;
                counts[bin]++;
            }
            for (Candidate candidate : bug.candidates()) {
                saidAll += model.probability(candidate.fit());
                cameAll += candidate.came() ? 1 : 0;
                all++;
            }
        }
        double ece = 0;
        int shown = Arrays.stream(counts).sum();
        System.out.printf("the %d shown of each bug%n", SHOWN);
        for (int bin = 0; bin < 10; bin++) {
            if (counts[bin] > 0) {
                System.out.printf(
                        "  %3d–%3d %%: n %6d, said %5.1f %%, came true %5.1f %%%n",
                        bin * 10,
                        bin * 10 + 10,
                        counts[bin],
                        100 * said[bin] / counts[bin],
                        100 * came[bin] / counts[bin]);
                ece += Math.abs(said[bin] - came[bin]) / shown;
            }
        }
        System.out.printf(
                "  ECE %.3f; of all %d candidates: said %.2f %%, came %.2f %%%n",
                ece, all, 100 * saidAll / all, 100 * cameAll / all);
    }
}
