package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Ranks the people of a project by how likely they fix a new report. Immutable. */
public final class AssigneeModel {
    private static final int MAX_CANDIDATES = 80;

    private final Vocabulary vocabulary;
    private final BoostedTrees ranker;
    private final Map<String, Tracker> projectToPast;

    AssigneeModel(Vocabulary vocabulary, BoostedTrees ranker, Map<String, Tracker> projectToPast) {
        this.vocabulary = vocabulary;
        this.ranker = ranker;
        this.projectToPast = Map.copyOf(projectToPast);
    }

    /**
     * Somebody who may fix a report.
     *
     * @param probability among the candidates
     * @param reasons in plain words
     */
    public record Candidate(String person, double probability, List<String> reasons) {
        public Candidate {
            reasons = List.copyOf(reasons);
        }
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** What the model remembers of its training, by project. */
    public Map<String, Tracker> projectToPast() {
        return projectToPast;
    }

    /** At most 80 people, likeliest first; the past is that of the report's project. */
    public List<Candidate> rank(NewReport report, Tracker past) {
        Likeness likeness = report.likeness(vocabulary);
        AssigneeFeatures features = new AssigneeFeatures(report.ticket(), past, likeness);
        List<Person> people = features.candidates(MAX_CANDIDATES);
        float[][] rows = features.rows(people);
        double[] scores = Arrays.stream(rows).mapToDouble(ranker::predict).toArray();
        double[] probabilities = LogisticRegression.softmax(scores);
        return IntStream.range(0, rows.length)
                .mapToObj(i -> new Candidate(people.get(i).id, probabilities[i], features.reasons(people.get(i))))
                .sorted(Comparator.comparingDouble(candidate -> -candidate.probability))
                .toList();
    }

    /** Reads what {@link #save} wrote. */
    public static AssigneeModel load(Tensors tensors) {
        Vocabulary vocabulary = Vocabulary.load(tensors, "words");
        return new AssigneeModel(
                vocabulary, BoostedTrees.load(tensors, "ranker"), TrackerFile.load(tensors, vocabulary));
    }

    void save(Tensors.Builder tensors) {
        vocabulary.save(tensors, "words");
        ranker.save(tensors, "ranker");
        TrackerFile.save(projectToPast, tensors);
    }
}
