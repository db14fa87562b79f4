package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says in words what two reports have in common: errors, frames, and terms that neither plain English nor the error
 * already said.
 */
public final class Evidence {
    private static final int MOST_TERMS = 5;
    private static final int FEWEST_TERMS = 2;

    private Evidence() {}

    public static List<String> between(Fingerprint one, Fingerprint other) {
        List<String> evidence = new ArrayList<>();
        String errors = String.join("\n", shared(one.errors(), other.errors())).toLowerCase(Locale.ROOT);
        for (String error : shared(one.errors(), other.errors())) {
            evidence.add("same exception " + error);
        }
        boolean sameTop = !one.frames().isEmpty()
                && !other.frames().isEmpty()
                && one.frames().get(0).equals(other.frames().get(0));
        for (String frame : shared(one.frames(), other.frames())) {
            boolean top = sameTop && frame.equals(one.frames().get(0));
            evidence.add((top ? "same top frame " : "both traces pass through ") + frame);
        }
        List<String> terms = sharedTerms(one.terms(), other.terms()).stream()
                .filter(term -> !errors.contains(term))
                .toList();
        if (terms.size() >= FEWEST_TERMS) {
            evidence.add("both speak of: " + String.join(", ", terms.subList(0, Math.min(MOST_TERMS, terms.size()))));
        }
        return evidence;
    }

    /** Terms of the one that the other has too, in the one or the many; each only once. */
    private static List<String> sharedTerms(List<String> one, List<String> other) {
        Set<String> others = other.stream().map(PlainWords::singular).collect(Collectors.toSet());
        Set<String> taken = new HashSet<>();
        return one.stream()
                .filter(term -> others.contains(PlainWords.singular(term)))
                .filter(term -> taken.add(PlainWords.singular(term)))
                .toList();
    }

    private static List<String> shared(List<String> one, List<String> other) {
        return one.stream().filter(other::contains).toList();
    }

    /** Whether both hold a trace of the same error through a same frame: then they are the same crash, however they are told. */
    public static boolean sameCrash(Fingerprint one, Fingerprint other) {
        return one.errors().stream().anyMatch(other.errors()::contains)
                && one.frames().stream().anyMatch(other.frames()::contains);
    }
}
