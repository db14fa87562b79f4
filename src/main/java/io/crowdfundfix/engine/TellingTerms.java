package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Terms by which a group of reports differs from the others: class-based tf-idf (Grootendorst 2022) over the reports' key terms. */
public final class TellingTerms {
    private static final int MOST = 6;
    /** A term names a group if at least every fifth of its reports has it. */
    private static final double SHARE = 0.2;

    private final Map<String, Integer> reportsByTerm = new HashMap<>();
    private final int reports;

    /** Takes the key terms of all reports. */
    public TellingTerms(List<List<String>> all) {
        this.reports = all.size();
        all.forEach(terms -> distinct(terms).forEach(term -> reportsByTerm.merge(term, 1, Integer::sum)));
    }

    /**
     * The most telling first, at most six. Weight = reports of the group that have it × log(1 + all reports / those that have it),
     * for terms that two reports have and more; there may be none.
     */
    public List<String> of(List<List<String>> group) {
        Map<String, Integer> counts = new HashMap<>();
        Map<String, Map<String, Integer>> forms = new HashMap<>();
        for (List<String> terms : group) {
            distinct(terms).forEach(term -> counts.merge(term, 1, Integer::sum));
            terms.forEach(term -> forms.computeIfAbsent(PlainWords.singular(term), any -> new HashMap<>())
                    .merge(term, 1, Integer::sum));
        }
        int least = Math.max(2, (int) Math.ceil(SHARE * group.size()));
        return best(counts, least).stream()
                .map(term -> usual(forms.getOrDefault(term, Map.of(term, 1))))
                .toList();
    }

    private List<String> best(Map<String, Integer> counts, int least) {
        List<String> terms = new ArrayList<>(counts.keySet());
        terms.removeIf(term -> counts.getOrDefault(term, 0) < least);
        terms.sort(Comparator.<String>comparingDouble(term -> -weight(term, counts.getOrDefault(term, 0)))
                .thenComparing(Comparator.naturalOrder()));
        return terms.subList(0, Math.min(MOST, terms.size()));
    }

    private double weight(String term, int count) {
        return count * Math.log1p((double) reports / reportsByTerm.getOrDefault(term, 1));
    }

    private static Set<String> distinct(List<String> terms) {
        Set<String> distinct = new HashSet<>();
        terms.stream().filter(TellingTerms::isName).forEach(term -> distinct.add(PlainWords.singular(term)));
        return distinct;
    }

    /** Not a hash, an address or an identifier that happens to stand in two reports. */
    private static boolean isName(String term) {
        return term.chars().filter(Character::isDigit).count() < 3;
    }

    /** The one or the many, whichever is said more often. */
    private static String usual(Map<String, Integer> forms) {
        return forms.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElseThrow();
    }
}
