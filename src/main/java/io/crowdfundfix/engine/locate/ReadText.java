package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.code.Outline;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an encoder reads of a file: prose that tells what it is for, rather than code. */
final class ReadText {
    private static final int MAX_CHARACTERS = 700;
    private static final int MAX_COMMENT = 300;
    private static final int FOLDERS = 2;
    private static final int MAX_LINES = 40;
    /** Lines of comments that say nothing about the file. */
    private static final Pattern EMPTY = Pattern.compile("(?i).*(copyright|license|non-nls|non-javadoc|@|https?:).*");

    private ReadText() {}

    static String of(String path, Outline outline) {
        StringBuilder text = new StringBuilder();
        String[] parts = path.split("/");
        String name = parts[parts.length - 1];
        int dot = name.indexOf('.');
        text.append(apart(dot <= 0 ? name : name.substring(0, dot)));
        for (int i = Math.max(0, parts.length - 1 - FOLDERS); i < parts.length - 1; i++) {
            text.append(" in ").append(apart(parts[i]));
        }
        text.append(". ");
        String comment = prose(outline.comments()
                .lines()
                .filter(line -> !EMPTY.matcher(line).matches())
                .limit(MAX_LINES)
                .collect(Collectors.joining(" ")));
        text.append(comment, 0, Math.min(comment.length(), MAX_COMMENT)).append(' ');
        Set<String> names = new LinkedHashSet<>();
        outline.methods().forEach(method -> names.add(apart(method.name())));
        for (String method : names) {
            if (text.length() + method.length() < MAX_CHARACTERS) {
                text.append(method).append(", ");
            }
        }
        if (names.isEmpty()) {
            text.append(
                    prose(outline.code().substring(0, Math.min(outline.code().length(), MAX_CHARACTERS))));
        }
        return text.substring(0, Math.min(text.length(), MAX_CHARACTERS));
    }

    /** {@code getLegendItems} becomes "get legend items". */
    private static String apart(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+", " ")
                .toLowerCase(Locale.ROOT);
    }

    private static String prose(String text) {
        String bounded = text.substring(0, Math.min(text.length(), 4 * MAX_CHARACTERS));
        return bounded.replaceAll("<[^>]{1,80}>|@\\w+|[^\\p{L}\\p{N}.,']+", " ").strip();
    }
}
