package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.List;

/** Says in words what two reports have in common. */
public final class Evidence {
    private static final int MOST_TERMS = 5;
    private static final int FEWEST_TERMS = 2;

    private Evidence() {}

    public static List<String> between(Fingerprint one, Fingerprint other) {
        List<String> evidence = new ArrayList<>();
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
        List<String> terms = shared(one.terms(), other.terms());
        if (terms.size() >= FEWEST_TERMS) {
            evidence.add("both speak of: " + String.join(", ", terms.subList(0, Math.min(MOST_TERMS, terms.size()))));
        }
        return evidence;
    }

    private static List<String> shared(List<String> one, List<String> other) {
        return one.stream().filter(other::contains).toList();
    }
}
