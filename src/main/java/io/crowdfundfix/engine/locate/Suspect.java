package io.crowdfundfix.engine.locate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file in which a bug may be fixed.
 *
 * @param score orders the suspects of one report, says nothing across reports
 * @param probability that the fix touches it; null where no model was asked
 * @param methods at most five, those that the report points at
 * @param reasons short sentences, the strongest first
 */
public record Suspect(
        String path, double score, @Nullable Double probability, List<SuspectMethod> methods, List<String> reasons) {
    public Suspect {
        methods = List.copyOf(methods);
        reasons = List.copyOf(reasons);
    }
}
