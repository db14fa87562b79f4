package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Ranks the reports that a search has found by how surely they tell of the same bug as a new one, says how probable that is, and why.
 * Immutable; serves many threads.
 */
public final class DuplicateModel {
    private final Projection projection;
    private final CountedRarity gramRarity;
    private final CountedRarity rarity;
    private final Ranker ranker;
    private final Nearness nearness;
    private final Judge judge;

    DuplicateModel(Lexicon lexicon, Projection projection, Ranker ranker, Nearness nearness, Judge judge) {
        this.projection = projection;
        this.rarity = lexicon.words();
        this.gramRarity = lexicon.grams();
        this.ranker = ranker;
        this.nearness = nearness;
        this.judge = judge;
    }

    /** How rare words, and runs of letters, were in training. */
    record Lexicon(CountedRarity words, CountedRarity grams) {}

    /** Reads a model file of the task {@code duplicates}. */
    public static DuplicateModel load(Tensors tensors) {
        return new DuplicateModel(
                new Lexicon(CountedRarity.load(tensors, "words"), CountedRarity.load(tensors, "grams")),
                Projection.load(tensors, "projection"),
                Ranker.load(tensors, "ranker"),
                Nearness.load(tensors, "nearness"),
                Judge.load(tensors, "judge"));
    }

    void save(Tensors.Builder tensors) {
        rarity.save(tensors, "words");
        gramRarity.save(tensors, "grams");
        projection.save(tensors, "projection");
        ranker.save(tensors, "ranker");
        nearness.save(tensors, "nearness");
        judge.save(tensors, "judge");
    }

    /** How rare words were in training: for a collection that keeps no count of its own. */
    public Rarity rarity() {
        return rarity;
    }

    /**
     * A report as it is compared.
     *
     * @param title the encoder's vector of {@link Wording#title}, or of the title as it is
     * @param whole the encoder's vector of title and body
     */
    public Profile profile(Report report, float[] title, float[] whole, Rarity in) {
        ReportWords words = ReportWords.of(report.title(), report.body());
        return new Profile(Lexis.of(words, in, gramRarity), ReportVectors.of(title, whole, projection));
    }

    /** The text of a report; a stack trace that was given apart belongs to the body. */
    public record Report(String title, String body) {}

    /**
     * A stored report that a search has found.
     *
     * @param between share of the collection that was reported between it and the query, positive if it is older than the query;
     *     NaN if the order is unknown or shall not count
     */
    public record Candidate(Profile profile, float between) {}

    /**
     * A judged candidate.
     *
     * @param place which of the given candidates
     * @param score comparable within one answer only
     * @param probability that it is a duplicate, as observed in training where one query in four has a duplicate; null beyond the
     *     best three
     * @param likely true where, as observed in training, nine of ten are duplicates
     */
    public record Match(int place, double score, @Nullable Double probability, boolean likely, Likeness likeness) {}

    /** All candidates, the likeliest first. About a hundred are meant: scores stand beside those of the others. */
    public List<Match> rank(Profile query, List<Candidate> candidates, Rarity in) {
        float[][] signals =
                Signals.of(query, candidates.stream().map(Candidate::profile).toList(), in);
        float[][] features = ListFeatures.of(signals);
        double[] byText = ranker.scores(features);
        double[] scores = new double[byText.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = nearness.adjusted(byText[i], candidates.get(i).between());
        }
        int[] order = best(scores);
        List<Match> matches = new ArrayList<>(order.length);
        for (int i = 0; i < order.length; i++) {
            int place = order[i];
            Double probability = i < Judge.JUDGED
                    ? judge.probability(Judge.input(
                            features,
                            scores,
                            place,
                            nearness.weight(candidates.get(place).between())))
                    : null;
            boolean likely = probability != null && probability >= judge.likely();
            matches.add(new Match(place, scores[place], probability, likely, Likeness.of(signals[place])));
        }
        return matches;
    }

    static int[] best(double[] scores) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
