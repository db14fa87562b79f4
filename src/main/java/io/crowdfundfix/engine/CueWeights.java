package io.crowdfundfix.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The cues of one report: in full where the title has them, in part where only the telling does. */
record CueWeights(Map<Cue, List<String>> found, Set<Cue> inTitle) {
    private static final double OUTSIDE_TITLE = 0.65;

    static CueWeights of(ReportText report) {
        String title = report.title().text().toLowerCase(Locale.ROOT);
        return new CueWeights(Cue.in(report.prose()), Cue.in(title).keySet());
    }

    boolean has(Cue cue) {
        return found.containsKey(cue);
    }

    boolean hasAny(Set<Cue> cues) {
        return cues.stream().anyMatch(found::containsKey);
    }

    double impact() {
        return sum(Cue::impact);
    }

    double complexity() {
        return sum(Cue::complexity);
    }

    private double sum(ToDoubleFunction<Cue> part) {
        return found.keySet().stream()
                .mapToDouble(cue -> part.applyAsDouble(cue) * (inTitle.contains(cue) ? 1 : OUTSIDE_TITLE))
                .sum();
    }
}
