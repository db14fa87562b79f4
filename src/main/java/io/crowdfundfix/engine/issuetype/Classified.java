package io.crowdfundfix.engine.issuetype;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How probable each type is, and why the first one is.
 *
 * @param probabilities in the order of the types; they sum to one
 * @param reasons what spoke most for the most probable type, strongest first
 */
public record Classified(Map<IssueType, Double> probabilities, List<Reason> reasons) {
    public Classified {
        probabilities = Map.copyOf(probabilities);
        reasons = List.copyOf(reasons);
    }

    /**
     * A part of a report that spoke for its type.
     *
     * @param words as a person reads it
     * @param weight in log-odds
     */
    public record Reason(String words, double weight) {}

    public double probability(IssueType type) {
        return probabilities.getOrDefault(type, 0.0);
    }

    /** The most probable one; of equals the first. */
    public IssueType type() {
        return probabilities.entrySet().stream()
                .max(Map.Entry.<IssueType, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(IssueType.BUG);
    }

    /** The same report where types are as frequent as {@code shares} says; these probabilities assume equal ones. */
    public Classified where(Map<IssueType, Double> shares) {
        Map<IssueType, Double> weighed = new EnumMap<>(IssueType.class);
        probabilities.forEach((type, probability) -> weighed.put(type, probability * shares.getOrDefault(type, 0.0)));
        double sum = weighed.values().stream().mapToDouble(share -> share).sum();
        if (sum <= 0) {
            return this;
        }
        weighed.replaceAll((type, share) -> share / sum);
        return new Classified(weighed, reasons);
    }
}
