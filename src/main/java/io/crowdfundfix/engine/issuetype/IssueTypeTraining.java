package io.crowdfundfix.engine.issuetype;

import io.crowdfundfix.engine.issuetype.IssueFeatures.SeenReport;
import io.crowdfundfix.engine.issuetype.RepositoryWeights.Examples;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Learns a model from labelled reports. The sharpness is learned on scores of reports that the weights had not seen: of other
 * folds for known repositories, of whole repositories left out for unknown ones.
 */
final class IssueTypeTraining {
    /** Chosen by cross-validation; the penalty grows with the number of blocks because the rows' length does. */
    private static final double PENALTY_PER_BLOCK = 1.5;

    private static final int FOLDS = 5;
    private static final int MIN_REPORTS = 20;
    private static final int MAX_REPOSITORIES = 50;

    private final List<SeenReport> reports;
    private final int[] types;
    private final int[] repositories;
    private final List<String> names;
    private final Progress progress;

    IssueTypeTraining(List<TypedReport> reports, List<IssueType> types, Progress progress) {
        this.reports = reports.parallelStream().map(SeenReport::of).toList();
        this.types = types.stream().mapToInt(IssueType::ordinal).toArray();
        this.names = known(reports);
        this.repositories = reports.stream()
                .mapToInt(report -> names.indexOf(report.repository()))
                .toArray();
        this.progress = progress;
    }

    /** The repositories with enough reports to be learned, in the order of their names. */
    private static List<String> known(List<TypedReport> reports) {
        Map<String, Integer> nameToReports = new TreeMap<>();
        reports.forEach(report -> nameToReports.merge(report.repository(), 1, Integer::sum));
        return nameToReports.entrySet().stream()
                .filter(entry ->
                        entry.getValue() >= MIN_REPORTS && !entry.getKey().isBlank())
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MAX_REPOSITORIES)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Tensors.Builder train(long seed) {
        int[] folds = folds(seed);
        Unseen known = new Unseen();
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            known.score(i -> folds[i] == left, "folds", fold);
        }
        Unseen unknown = new Unseen();
        for (int repository = 0; repository < names.size() && names.size() > 1; repository++) {
            int left = repository;
            unknown.score(i -> repositories[i] == left, "repositories", repository);
        }
        Fitted fitted = fit(i -> true);
        Judge wording = judge(fitted.wording, known.wording, unknown.wording);
        boolean read = fitted.features.hasVector();
        return IssueTypeModel.tensors(
                fitted.features, names, read ? judge(fitted.meaning, known.meaning, unknown.meaning) : null, wording);
    }

    private Judge judge(RepositoryWeights weights, Scored known, Scored unknown) {
        double sharpness = known.sharpness();
        return new Judge(weights, sharpness, unknown.types.isEmpty() ? sharpness : unknown.sharpness());
    }

    /** Each repository's reports of each type spread evenly. */
    private int[] folds(long seed) {
        int[] folds = new int[types.length];
        int[] next = new int[(names.size() + 1) * IssueType.COUNT];
        Random random = new Random(seed);
        int[] order = IntStream.range(0, folds.length).toArray();
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        for (int i : order) {
            folds[i] = next[(repositories[i] + 1) * IssueType.COUNT + types[i]]++ % FOLDS;
        }
        return folds;
    }

    private record Fitted(IssueFeatures features, RepositoryWeights meaning, RepositoryWeights wording) {}

    private Fitted fit(IntPredicate taken) {
        int[] rows = IntStream.range(0, types.length).filter(taken).toArray();
        IssueFeatures features =
                IssueFeatures.fit(IntStream.of(rows).mapToObj(reports::get).toList());
        RepositoryWeights wording = weights(features, rows, false);
        return new Fitted(features, features.hasVector() ? weights(features, rows, true) : wording, wording);
    }

    private RepositoryWeights weights(IssueFeatures features, int[] rows, boolean withVector) {
        List<SparseVector> vectors = IntStream.of(rows)
                .mapToObj(i ->
                        features.of(withVector ? reports.get(i) : reports.get(i).withoutVector()))
                .toList();
        Examples examples = new Examples(
                vectors,
                IntStream.of(rows).map(i -> types[i]).toArray(),
                IntStream.of(rows).map(i -> repositories[i]).toArray());
        int dimensions = withVector ? features.size() : features.vectorStart();
        return RepositoryWeights.fit(
                examples, dimensions, names.size(), PENALTY_PER_BLOCK * features.blocks(withVector));
    }

    /** Scores of reports by weights that had not seen them. */
    private final class Unseen {
        private final Scored meaning = new Scored();
        private final Scored wording = new Scored();

        void score(IntPredicate left, String what, int done) {
            progress.at("issue types, " + what + " left out", done + 1, what.equals("folds") ? FOLDS : names.size());
            Fitted fitted = fit(left.negate());
            boolean known = what.equals("folds");
            IntStream.range(0, types.length).filter(left).forEach(i -> {
                int repository = known ? repositories[i] : RepositoryWeights.UNKNOWN;
                SeenReport bare = reports.get(i).withoutVector();
                wording.add(fitted.wording.scores(fitted.features.of(bare), repository), types[i]);
                if (fitted.features.hasVector()) {
                    meaning.add(fitted.meaning.scores(fitted.features.of(reports.get(i)), repository), types[i]);
                }
            });
        }
    }

    private static final class Scored {
        private final List<double[]> scores = new ArrayList<>();
        private final List<Integer> types = new ArrayList<>();

        void add(double[] score, int type) {
            scores.add(score);
            types.add(type);
        }

        double sharpness() {
            return Judge.fit(
                    scores.toArray(double[][]::new),
                    types.stream().mapToInt(Integer::intValue).toArray());
        }
    }
}
