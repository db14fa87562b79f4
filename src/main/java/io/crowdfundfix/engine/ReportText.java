package io.crowdfundfix.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report taken apart: the reporter's own telling, fit for an encoder, on one side; traces, and what else it holds, on
 * the other. Template text, labels, code and logs are in neither.
 *
 * @param embeddingText the title, then the sentences, then the heads of the traces
 * @param sentences ranges of the embedding text that tell something: not the title, the steps and the trace heads
 * @param spanToSection where each of these sentences stood
 * @param declaredType what the reporter chose under a template's "issue type", in lower case; empty if nothing
 */
record ReportText(
        Title title,
        String embeddingText,
        List<Span> sentences,
        Map<Span, Section> spanToSection,
        List<Trace> traces,
        Set<Signal> signals,
        String declaredType) {
    static final int MAX_CHARACTERS = 100_000;

    ReportText {
        sentences = List.copyOf(sentences);
        spanToSection = Map.copyOf(spanToSection);
        traces = List.copyOf(traces);
        signals = Set.copyOf(signals);
    }

    /** Reads at most {@link #MAX_CHARACTERS} of each part, in linear time. */
    static ReportText parse(String title, String description, @Nullable String stackTrace) {
        ReportReader reader = new ReportReader(Title.parse(capped(title)));
        reader.readDescription(capped(description));
        if (stackTrace != null) {
            reader.readTrace(capped(stackTrace));
        }
        return reader.finish();
    }

    boolean has(Signal signal) {
        return signals.contains(signal);
    }

    Span titleSpan() {
        return new Span(0, title.text().length());
    }

    /** The text that cues are looked up in: what a person wrote, in lower case. */
    String prose() {
        return embeddingText.toLowerCase(Locale.ROOT);
    }

    private static String capped(String text) {
        return Cut.printable(text, MAX_CHARACTERS);
    }
}
