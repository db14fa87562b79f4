package io.crowdfundfix.engine.effort;

import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.Quantiles;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.Arrays;
import java.util.List;

/**
 * How one team gives points: how often it gave each number, and the probabilities of the numbers by the words and by the
 * meaning of a story. The three are summed.
 */
final class ProjectPoints {
    private static final int MIN_TEXTS = 3;
    private static final int MAX_WORDS = 4_000;
    private static final double STRETCH = 3;
    private static final double PENALTY = 1;
    private static final double PRIOR_SHARE = 0.3;
    private static final double MEANING_SHARE = 0.5;
    /** The latest stories, which count as much for the prior as all. */
    private static final int RECENT = 100;

    private final double[] scale;
    private final double[] prior;
    private final double median;
    private final Vocabulary vocabulary;
    private final LogisticRegression byWords;
    private final LogisticRegression byMeaning;

    private ProjectPoints(
            double[] scale,
            double[] prior,
            double median,
            Vocabulary vocabulary,
            LogisticRegression byWords,
            LogisticRegression byMeaning) {
        this.scale = scale;
        this.prior = prior;
        this.median = median;
        this.vocabulary = vocabulary;
        this.byWords = byWords;
        this.byMeaning = byMeaning;
    }

    /** @param stories of one project, oldest first */
    static ProjectPoints fit(List<Estimated> stories) {
        double[] points = stories.stream().mapToDouble(Estimated::points).toArray();
        double[] scale = PointScale.of(points);
        int[] labels = stories.stream()
                .mapToInt(one -> PointScale.place(scale, one.points()))
                .toArray();
        double[] shares = ages(labels.length);
        Vocabulary vocabulary = Vocabulary.of(
                Terms.ofWords(1),
                stories.stream().map(one -> one.story().text()).toList(),
                MIN_TEXTS,
                MAX_WORDS);
        List<SparseVector> words =
                stories.stream().map(one -> words(vocabulary, one.story())).toList();
        List<SparseVector> meanings =
                stories.stream().map(one -> meaning(one.story())).toList();
        int width = meanings.get(0).ids().length;
        return new ProjectPoints(
                scale,
                prior(labels, scale.length),
                Quantiles.median(points),
                vocabulary,
                LogisticRegression.fit(
                        words, labels, shares, new LogisticRegression.Shape(scale.length, vocabulary.size()), PENALTY),
                LogisticRegression.fit(
                        meanings, labels, shares, new LogisticRegression.Shape(scale.length, width), PENALTY));
    }

    /** The oldest story counts half. */
    private static double[] ages(int size) {
        double[] shares = new double[size];
        Arrays.setAll(shares, i -> Math.pow(0.5, (size - 1.0 - i) / size));
        return shares;
    }

    private static double[] prior(int[] labels, int size) {
        double[] prior = new double[size];
        int recent = Math.min(RECENT, labels.length);
        for (int i = 0; i < labels.length; i++) {
            prior[labels[i]] += 0.5 / labels.length + (i >= labels.length - recent ? 0.5 / recent : 0);
        }
        return prior;
    }

    private static SparseVector words(Vocabulary vocabulary, Story story) {
        return vocabulary.vector(story.text()).times(STRETCH);
    }

    private static SparseVector meaning(Story story) {
        return SparseVector.ofDense(story.vector()).times(STRETCH);
    }

    /** Reads what {@link #save} wrote. */
    static ProjectPoints load(Tensors tensors, String name) {
        return new ProjectPoints(
                tensors.doubles(name + ".scale"),
                tensors.doubles(name + ".prior"),
                tensors.doubles(name + ".median")[0],
                Vocabulary.load(tensors, name + ".vocabulary"),
                LogisticRegression.load(tensors, name + ".words"),
                LogisticRegression.load(tensors, name + ".meaning"));
    }

    void save(Tensors.Builder tensors, String name) {
        tensors.doubles(name + ".scale", scale);
        tensors.doubles(name + ".prior", prior);
        tensors.doubles(name + ".median", median);
        vocabulary.save(tensors, name + ".vocabulary");
        byWords.saveRounded(tensors, name + ".words");
        byMeaning.saveRounded(tensors, name + ".meaning");
    }

    /** How often each number was given, late ones counting more. */
    Shares usual() {
        return new Shares(scale, prior);
    }

    double median() {
        return median;
    }

    Shares shares(Story story) {
        double[] words = byWords.probabilities(words(vocabulary, story));
        double[] meaning = byMeaning.probabilities(meaning(story));
        double[] shares = new double[scale.length];
        Arrays.setAll(shares, i -> PRIOR_SHARE * prior[i] + words[i] + MEANING_SHARE * meaning[i]);
        return new Shares(scale, shares);
    }
}
