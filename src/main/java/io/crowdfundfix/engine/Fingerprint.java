package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What two reports of one bug are likely to share: error types, innermost own frames, key terms. */
public record Fingerprint(List<String> errors, List<String> frames, List<String> terms) {
    static final int MAX_CHARACTERS = 4_000;

    private static final int MOST_ERRORS = 6;
    private static final int MOST_FRAMES = 6;
    private static final int LONGEST_ITEM = 160;

    /** Places that every program has. */
    private static final Set<String> NAMELESS = Set.of("<module>", "<anonymous>", "main", "run", "<lambda>", "invoke");

    public Fingerprint {
        errors = List.copyOf(errors);
        frames = List.copyOf(frames);
        terms = List.copyOf(terms);
    }

    static Fingerprint of(ReportText report) {
        Set<String> errors = new LinkedHashSet<>();
        Set<String> frames = new LinkedHashSet<>();
        for (Trace trace : report.traces()) {
            if (!trace.error().isEmpty() && !ErrorLine.isGeneral(trace.error()) && errors.size() < MOST_ERRORS) {
                errors.add(item(trace.error()));
            }
            ownFrames(trace.frames()).stream()
                    .limit(2)
                    .map(Frame::place)
                    .filter(place -> !NAMELESS.contains(place))
                    .map(Fingerprint::item)
                    .forEach(frames::add);
        }
        return new Fingerprint(
                List.copyOf(errors), frames.stream().limit(MOST_FRAMES).toList(), KeyTerms.of(report));
    }

    /** Frames outside the language's run time; all of them if there is no such. */
    static List<Frame> ownFrames(List<Frame> frames) {
        List<Frame> own = frames.stream().filter(frame -> !frame.ofRuntime()).toList();
        return own.isEmpty() ? frames : own;
    }

    /** One item a line, marked by its first letter; at most {@link #MAX_CHARACTERS}. */
    public String encoded() {
        StringBuilder out = new StringBuilder();
        errors.forEach(error -> append(out, 'e', error));
        frames.forEach(frame -> append(out, 'f', frame));
        terms.forEach(term -> append(out, 't', term));
        return out.toString();
    }

    public static Fingerprint decode(String encoded) {
        List<String> errors = new ArrayList<>();
        List<String> frames = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        encoded.lines().filter(line -> line.length() > 1).forEach(line -> {
            String value = line.substring(1);
            switch (line.charAt(0)) {
                case 'e' -> errors.add(value);
                case 'f' -> frames.add(value);
                case 't' -> terms.add(value);
                default -> throw new IllegalArgumentException("no fingerprint line: " + line);
            }
        });
        return new Fingerprint(errors, frames, terms);
    }

    private static void append(StringBuilder out, char mark, String value) {
        String line = item(value);
        if (out.length() + line.length() + 2 <= MAX_CHARACTERS) {
            out.append(mark).append(line).append('\n');
        }
    }

    private static String item(String value) {
        String oneLine = value.replace('\n', ' ').replace('\r', ' ');
        return Cut.to(oneLine, LONGEST_ITEM);
    }
}
