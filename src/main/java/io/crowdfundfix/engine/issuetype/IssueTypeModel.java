package io.crowdfundfix.engine.issuetype;

import io.crowdfundfix.engine.issuetype.IssueFeatures.SeenReport;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Terms;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a report is. It has two sets of weights: one for reports with the encoder's vectors, and one for reports without,
 * so that it also serves where no encoder is. Immutable.
 */
public final class IssueTypeModel {
    private static final String MEANING = "meaning";
    private static final String WORDING = "wording";

    private final IssueFeatures features;
    private final int[] repositories;
    /** Null if it was learned without an encoder. */
    private final @Nullable Judge meaning;

    private final Judge wording;
    private final String encoder;

    private IssueTypeModel(
            IssueFeatures features, int[] repositories, @Nullable Judge meaning, Judge wording, String encoder) {
        this.features = features;
        this.repositories = repositories;
        this.meaning = meaning;
        this.wording = wording;
        this.encoder = encoder;
    }

    /** Reads what {@code train --task issue_type} wrote. */
    public static IssueTypeModel load(Tensors tensors) {
        String encoder = tensors.property("encoder");
        return new IssueTypeModel(
                IssueFeatures.load(tensors),
                tensors.ints("repositories"),
                tensors.has(MEANING + ".sharpness") ? Judge.load(tensors, MEANING) : null,
                Judge.load(tensors, WORDING),
                encoder == null ? "" : encoder);
    }

    /** The tensors that {@link #load} reads. */
    static Tensors.Builder tensors(
            IssueFeatures features, List<String> repositories, @Nullable Judge meaning, Judge wording) {
        Tensors.Builder tensors = new Tensors.Builder();
        features.save(tensors);
        tensors.ints(
                "repositories",
                repositories.stream().mapToInt(IssueTypeModel::key).toArray());
        if (meaning != null) {
            meaning.save(tensors, MEANING);
        }
        wording.save(tensors, WORDING);
        return tensors;
    }

    /** Whose vectors it was learned from; those of another encoder must not be given. */
    public String encoder() {
        return encoder;
    }

    /** Whether it learned how this repository writes; of others it knows less. */
    public boolean knows(String repository) {
        return number(repository) != RepositoryWeights.UNKNOWN;
    }

    /** Equal shares of all types are assumed: see {@link Classified#where}. */
    public Classified classify(TypedReport report) {
        SeenReport seen = SeenReport.of(report);
        boolean reads = meaning != null && features.reads(seen);
        Judge judge = meaning != null && reads ? meaning : wording;
        SparseVector row = features.of(reads ? seen : seen.withoutVector());
        int repository = number(report.repository());
        double[] shares = judge.probabilities(row, repository);
        Map<IssueType, Double> probabilities = new EnumMap<>(IssueType.class);
        int best = 0;
        for (IssueType type : IssueType.values()) {
            probabilities.put(type, shares[type.index]);
            best = shares[type.index] > shares[best] ? type.index : best;
        }
        Reasons reasons = new Reasons(features, judge, repository, best);
        return new Classified(probabilities, reasons.of(seen, row));
    }

    private int number(String repository) {
        int key = key(repository);
        for (int i = 0; i < repositories.length; i++) {
            if (repositories[i] == key && !repository.isBlank()) {
                return i;
            }
        }
        return RepositoryWeights.UNKNOWN;
    }

    private static int key(String repository) {
        return Terms.hash(repository.strip().toLowerCase(Locale.ROOT));
    }
}
