package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through a report line by line, once. */
final class ReportReader {
    private static final int LONGEST_PROSE = 6_000;
    private static final int LONGEST_LABEL = 60;
    private static final int MOST_HEADS = 3;

    private final Title title;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder paragraph = new StringBuilder();
    private final List<Span> sentences = new ArrayList<>();
    private final Map<Span, Section> spanToSection = new HashMap<>();
    private final Set<Signal> signals = EnumSet.noneOf(Signal.class);
    private final TraceReader traces = new TraceReader();
    private Section section = Section.DESCRIPTION;
    private boolean labelled;
    private boolean fenced;
    private int steps;
    private String declaredType = "";

    ReportReader(Title title) {
        this.title = title;
        text.append(title.text());
        SignalWords.find(title.text(), signals);
    }

    void readDescription(String description) {
        withoutComments(description).lines().forEach(this::read);
        endParagraph();
    }

    void readTrace(String stackTrace) {
        stackTrace.lines().forEach(line -> {
            if (!traces.take(line) && !line.isBlank()) {
                signals.add(Signal.LOGS);
            }
        });
    }

    ReportText finish() {
        List<Trace> found = traces.traces();
        Set<String> heads = new LinkedHashSet<>();
        for (Trace trace : found) {
            if (!trace.error().isEmpty() && heads.size() < MOST_HEADS) {
                heads.add(trace.shortError() + (trace.message().isEmpty() ? "" : ": " + trace.message()));
            }
        }
        heads.forEach(head -> text.append('\n').append(head));
        return new ReportText(title, text.toString(), sentences, spanToSection, found, signals, declaredType);
    }

    private static String withoutComments(String text) {
        int open = text.indexOf("<!--");
        if (open < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (open >= 0) {
            int close = text.indexOf("-->", open);
            out.append(text, from, open);
            from = close < 0 ? text.length() : close + 3;
            open = close < 0 ? -1 : text.indexOf("<!--", from);
        }
        return out.append(text, from, text.length()).toString();
    }

    private void read(String rawLine) {
        String line = rawLine.strip();
        if (LineKind.isFence(line)) {
            endParagraph();
            fenced = !fenced && !(line.length() > 3 && line.endsWith("```"));
            return;
        }
        if (traces.take(line.startsWith("> ") ? line.substring(2) : rawLine)) {
            endParagraph();
        } else if (fenced) {
            signals.add(LineKind.isLog(line) || section == Section.LOGS ? Signal.LOGS : Signal.CODE);
        } else if (line.isEmpty()) {
            endParagraph();
            section = labelled ? Section.DESCRIPTION : section;
            labelled = false;
        } else {
            readUnfenced(line);
        }
    }

    private void readUnfenced(String line) {
        String heading = heading(line);
        if (heading != null) {
            endParagraph();
            open(Section.of(heading));
        } else if (LineKind.isCheckbox(line) || LineKind.isEmptyAnswer(line)) {
            endParagraph();
        } else if (LineKind.isLog(line)) {
            endParagraph();
            signals.add(Signal.LOGS);
        } else {
            readTelling(line);
        }
    }

    /** A Markdown heading, or a line all in bold; null if it is neither. */
    private static @Nullable String heading(String line) {
        if (line.startsWith("#") && line.replace("#", "").startsWith(" ")) {
            return line.replace("#", "").strip();
        }
        boolean bold = line.startsWith("**") && (line.endsWith("**") || line.endsWith("**:"));
        return bold && line.length() > 4 ? line.replace("*", "") : null;
    }

    private void open(@Nullable Section opened) {
        section = opened == null ? Section.DESCRIPTION : opened;
        labelled = false;
        Signal signal = section.signal();
        if (signal != null) {
            signals.add(signal);
        }
    }

    private void readTelling(String line) {
        SignalWords.find(line, signals);
        if (Markdown.showsPicture(line)) {
            signals.add(Signal.SCREENSHOT);
        }
        steps += LineKind.isNumbered(line) || LineKind.isAction(line) ? 1 : 0;
        if (steps > 1) {
            signals.add(Signal.STEPS);
        }
        String told = LineKind.isListItem(line) ? item(line) : line.startsWith(">") ? line.substring(1) : line;
        int colon = told.indexOf(':');
        Section named = colon > 0 && colon <= LONGEST_LABEL ? label(told.substring(0, colon)) : null;
        if (named == null) {
            tell(told, line);
        } else {
            endParagraph();
            readLabelled(named, told.substring(colon + 1).strip());
        }
    }

    /** The section that a label such as {@code OS version:} stands for; sentences with a colon are no labels. */
    private static @Nullable Section label(String label) {
        String plain = Markdown.plain(label);
        boolean isShort = plain.chars().filter(c -> c == ' ').count() <= 4;
        Section named = isShort ? Section.of(plain) : null;
        boolean vague = named == Section.CODE || named == Section.DESCRIPTION || named == Section.PROPOSAL;
        return vague ? null : named;
    }

    private void readLabelled(Section named, String answer) {
        if (named == Section.TYPE) {
            declare(answer);
        }
        if (named.isProse() || answer.isEmpty()) {
            open(named);
            labelled = true;
        }
        if (!answer.isEmpty() && named.isProse()) {
            tell(answer, answer);
        }
    }

    private void tell(String told, String line) {
        if (section == Section.TYPE) {
            declare(told);
        }
        if (!section.isProse()) {
            return;
        }
        if (LineKind.isCode(told)) {
            endParagraph();
            signals.add(Signal.CODE);
            return;
        }
        if (LineKind.isListItem(line)) {
            endParagraph();
        }
        String plain = Markdown.plain(told);
        if (LineKind.hasWords(plain) && text.length() + paragraph.length() < LONGEST_PROSE) {
            paragraph.append(paragraph.length() == 0 ? "" : " ").append(Cut.to(plain, LONGEST_PROSE));
        }
    }

    private void declare(String type) {
        if (declaredType.isEmpty()) {
            declaredType = Markdown.plain(type).toLowerCase(Locale.ROOT);
        }
    }

    private static String item(String line) {
        int space = line.indexOf(' ');
        int mark = LineKind.isNumbered(line) ? Math.max(line.indexOf('.'), line.indexOf(')')) : space;
        return LineKind.isNumbered(line) && space < 0
                ? line.substring(mark + 1)
                : line.substring(space + 1).strip();
    }

    private void endParagraph() {
        String whole = paragraph.toString();
        paragraph.setLength(0);
        for (Span sentence : Sentences.of(whole)) {
            text.append('\n');
            int start = text.length();
            text.append(sentence.of(whole));
            if (section != Section.STEPS) {
                Span told = new Span(start, text.length());
                sentences.add(told);
                spanToSection.put(told, section);
            }
        }
    }
}
