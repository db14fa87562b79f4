package io.crowdfundfix.engine.effort;

import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.Quantiles;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What makes work large in any project: the probability of each sixth of a project's stories, ranked by their points, by words
 * and by meaning; and a scale of points that fits no project exactly and all of them roughly.
 */
final class CommonPoints {
    private static final int RANKS = 6;
    private static final int MIN_TEXTS = 10;
    private static final int MAX_WORDS = 6_000;
    private static final double STRETCH = 3;
    private static final double PENALTY = 3;
    private static final int PERCENTILES = 101;
    private static final int MAX_TOLD_CHARS = 5_000;

    private final Shares typical;
    private final Vocabulary vocabulary;
    private final LogisticRegression byWords;
    private final LogisticRegression byMeaning;
    /** The size of training stories at each per cent, for a score that is spread evenly over 0 to 1. */
    private final double[] sizes;

    private CommonPoints(
            Shares typical,
            Vocabulary vocabulary,
            LogisticRegression byWords,
            LogisticRegression byMeaning,
            double[] sizes) {
        this.typical = typical;
        this.vocabulary = vocabulary;
        this.byWords = byWords;
        this.byMeaning = byMeaning;
        this.sizes = sizes;
    }

    /** @param projects the stories of each */
    static CommonPoints fit(List<List<Estimated>> projects) {
        List<Story> stories = new ArrayList<>();
        List<Integer> ranks = new ArrayList<>();
        for (List<Estimated> project : projects) {
            double[] sorted =
                    project.stream().mapToDouble(Estimated::points).sorted().toArray();
            for (Estimated one : project) {
                stories.add(one.story());
                ranks.add(rank(sorted, one.points()));
            }
        }
        int[] labels = ranks.stream().mapToInt(Integer::intValue).toArray();
        double[] shares = new double[labels.length];
        Arrays.fill(shares, 1);
        Vocabulary vocabulary = Vocabulary.of(
                Terms.ofWords(1), stories.stream().map(Story::text).toList(), MIN_TEXTS, MAX_WORDS);
        List<SparseVector> words =
                stories.stream().map(story -> words(vocabulary, story)).toList();
        List<SparseVector> meanings =
                stories.stream().map(CommonPoints::meaning).toList();
        LogisticRegression byWords = LogisticRegression.fit(
                words, labels, shares, new LogisticRegression.Shape(RANKS, vocabulary.size()), PENALTY);
        LogisticRegression byMeaning = LogisticRegression.fit(
                meanings, labels, shares, new LogisticRegression.Shape(RANKS, width(stories)), PENALTY);
        CommonPoints model = new CommonPoints(typical(projects), vocabulary, byWords, byMeaning, new double[] {0, 1});
        double[] sizes = stories.parallelStream().mapToDouble(model::size).toArray();
        double[] percentiles = IntStream.range(0, PERCENTILES)
                .mapToDouble(i -> Quantiles.of(sizes, i / (PERCENTILES - 1.0)))
                .toArray();
        return new CommonPoints(model.typical, vocabulary, byWords, byMeaning, percentiles);
    }

    private static int width(List<Story> stories) {
        return stories.isEmpty() ? 0 : stories.get(0).vector().length;
    }

    /** The middle of the places that all stories with so many points share. */
    private static int rank(double[] sorted, double points) {
        long below = Arrays.stream(sorted).filter(one -> one < points).count();
        long upTo = Arrays.stream(sorted).filter(one -> one <= points).count();
        return (int) Math.min(RANKS - 1, RANKS * (below + upTo) / (2L * sorted.length));
    }

    /** Each project counts the same. */
    private static Shares typical(List<List<Estimated>> projects) {
        double[] all = projects.stream()
                .flatMap(project -> project.stream().map(Estimated::points))
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[] scale = PointScale.of(all);
        double[] shares = new double[scale.length];
        for (List<Estimated> project : projects) {
            for (Estimated one : project) {
                shares[PointScale.place(scale, one.points())] += 1.0 / project.size() / projects.size();
            }
        }
        return new Shares(scale, shares);
    }

    private static SparseVector words(Vocabulary vocabulary, Story story) {
        return vocabulary.vector(story.text()).times(STRETCH);
    }

    private static SparseVector meaning(Story story) {
        return SparseVector.ofDense(story.vector()).times(STRETCH);
    }

    /** Reads what {@link #save} wrote. */
    static CommonPoints load(Tensors tensors, String name) {
        return new CommonPoints(
                new Shares(tensors.doubles(name + ".scale"), tensors.doubles(name + ".typical")),
                Vocabulary.load(tensors, name + ".vocabulary"),
                LogisticRegression.load(tensors, name + ".words"),
                LogisticRegression.load(tensors, name + ".meaning"),
                tensors.doubles(name + ".sizes"));
    }

    void save(Tensors.Builder tensors, String name) {
        tensors.doubles(name + ".scale", typical.points());
        tensors.doubles(name + ".typical", typical.shares());
        vocabulary.save(tensors, name + ".vocabulary");
        byWords.saveRounded(tensors, name + ".words");
        byMeaning.saveRounded(tensors, name + ".meaning");
        tensors.doubles(name + ".sizes", sizes);
    }

    Shares typical() {
        return typical;
    }

    /** The probability of each sixth of a project's stories, the smallest first. */
    private double[] ranks(Story story) {
        double[] words = byWords.probabilities(words(vocabulary, story));
        double[] meaning = byMeaning.probabilities(meaning(story));
        double[] ranks = new double[RANKS];
        Arrays.setAll(ranks, i -> (words[i] + meaning[i]) / 2);
        return ranks;
    }

    private double size(Story story) {
        double[] ranks = ranks(story);
        return IntStream.range(0, RANKS)
                .mapToDouble(i -> ranks[i] * i / (RANKS - 1))
                .sum();
    }

    /** The share of the training's stories that are smaller. */
    double complexity(Story story) {
        double size = size(story);
        int found = Arrays.binarySearch(sizes, size);
        int above = found >= 0 ? found : -found - 1;
        if (above == 0 || above >= sizes.length) {
            return above == 0 ? 0 : 1;
        }
        double width = sizes[above] - sizes[above - 1];
        return (above - 1 + (width == 0 ? 1 : (size - sizes[above - 1]) / width)) / (sizes.length - 1);
    }

    /** The points of a story in a project of which only the usual points are known. */
    Shares spread(Story story, Shares usual) {
        double[] ranks = ranks(story);
        double[] shares = new double[usual.points().length];
        double whole = usual.sum();
        double from = 0;
        for (int i = 0; i < shares.length; i++) {
            double until = from + usual.shares()[i] / whole;
            shares[i] = within(ranks, from, until);
            from = until;
        }
        return new Shares(usual.points(), shares);
    }

    /** The probability between two ranks, each from 0 to 1. */
    private static double within(double[] ranks, double from, double until) {
        double sum = 0;
        for (int i = 0; i < RANKS; i++) {
            double overlap = Math.min(until, (i + 1.0) / RANKS) - Math.max(from, (double) i / RANKS);
            sum += Math.max(0, overlap) * RANKS * ranks[i];
        }
        return sum;
    }

    /** Words of the text that speak most for large, or for small, work. */
    List<String> tellingWords(Story story, boolean large, int most) {
        String text = story.text();
        Set<String> words = new LinkedHashSet<>(
                Terms.words(text.length() > MAX_TOLD_CHARS ? text.substring(0, MAX_TOLD_CHARS) : text));
        return words.stream()
                .filter(word -> word.length() > 2 && weight(word) * (large ? 1 : -1) > 0)
                .sorted(Comparator.comparingDouble(word -> large ? -weight(word) : weight(word)))
                .limit(most)
                .toList();
    }

    /** How much one more occurrence moves the expected rank; 0 for an unknown word. */
    private double weight(String word) {
        int position = vocabulary.position(Terms.hash(word));
        if (position < 0) {
            return 0;
        }
        double weight = 0;
        for (int rank = 0; rank < RANKS; rank++) {
            weight += byWords.weight(rank, position) * (rank - (RANKS - 1) / 2.0);
        }
        return weight * vocabulary.idf(position);
    }
}
