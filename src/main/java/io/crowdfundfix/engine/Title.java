package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report's title without the labels that people and templates put before it, such as {@code [Bug]:}. */
record Title(String text, List<String> labels) {
    private static final int LONGEST = 300;
    private static final int LONGEST_LABEL = 40;
    private static final List<String> PLAIN_LABELS = List.of(
            "bug report",
            "bug",
            "feature request",
            "feature proposal",
            "feature",
            "feat",
            "question",
            "issue",
            "help",
            "support",
            "rfe",
            "rfc",
            "enhancement",
            "suggestion",
            "request");

    Title {
        labels = List.copyOf(labels);
    }

    static Title parse(String raw) {
        List<String> labels = new ArrayList<>();
        String capped = Cut.to(raw, 4 * LONGEST);
        String rest = Markdown.plain(capped.replace('\n', ' ')).strip();
        String whole = rest;
        String before;
        do {
            before = rest;
            rest = withoutBracket(rest, labels);
            rest = withoutPlainLabel(rest, labels);
        } while (!rest.equals(before));
        String unlabelled = rest.isEmpty() ? whole : rest;
        String text = unlabelled.isEmpty() ? capped.strip() : unlabelled;
        return new Title(Cut.to(text, LONGEST), labels);
    }

    private static String withoutBracket(String title, List<String> labels) {
        boolean bracket = title.startsWith("[") || title.startsWith("【");
        int close = bracket ? Math.max(title.indexOf(']'), title.indexOf('】')) : -1;
        if (close < 0 || close > LONGEST_LABEL) {
            return title;
        }
        labels.add(title.substring(1, close).strip().toLowerCase(Locale.ROOT));
        return withoutLead(title.substring(close + 1));
    }

    private static String withoutPlainLabel(String title, List<String> labels) {
        for (String label : PLAIN_LABELS) {
            boolean starts = title.regionMatches(true, 0, label, 0, label.length());
            if (starts && title.startsWith(":", label.length())) {
                labels.add(label);
                return withoutLead(title.substring(label.length()));
            }
        }
        return title;
    }

    private static String withoutLead(String text) {
        int i = 0;
        while (i < text.length() && (text.charAt(i) == ':' || text.charAt(i) == '-' || text.charAt(i) <= ' ')) {
            i++;
        }
        return text.substring(i);
    }
}
