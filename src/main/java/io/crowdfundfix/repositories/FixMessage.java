package io.crowdfundfix.repositories;

import java.util.regex.Pattern;

/** Tells by its message whether a commit fixed a bug. */
final class FixMessage {
    private static final int MAX_READ = 4_000;
    private static final Pattern SUBJECT = Pattern.compile("^\\s*(?:(?:fix|bugfix|hotfix)(?:\\([^)\\n]{0,60}\\))?!?:\\s"
            + "|\\[[A-Z][A-Z0-9_]{1,19}-\\d{1,7}]"
            + "|[A-Z][A-Z0-9_]{1,19}-\\d{1,7}[:\\s]"
            + "|[Bb]ug:?\\s+#?\\d{1,9}\\b"
            + "|[Ff]ix(?:es|ed)?\\b)");
    private static final Pattern REFERENCE = Pattern.compile(
            "\\b(?:fix(?:e[sd])?|close[sd]?|resolve[sd]?)(?:\\s+(?:bug|issue|for))?[\\s:]{1,3}"
                    + "(?:[\\w./-]{0,100}#\\d{1,9}|[A-Z][A-Z0-9_]{1,19}-\\d{1,7}|https?://\\S{1,200}/issues/\\d{1,9})"
                    + "|\\bbug:?\\s+#?\\d{2,9}\\b",
            Pattern.CASE_INSENSITIVE);

    private FixMessage() {}

    static boolean saysFixed(String message) {
        String read = message.length() <= MAX_READ ? message : message.substring(0, MAX_READ);
        return SUBJECT.matcher(read).find() || REFERENCE.matcher(read).find();
    }

    static String title(String message) {
        String line = message.strip().lines().findFirst().orElse("").strip();
        return cut(line, 300);
    }

    /** What follows the first line. */
    static String text(String message) {
        String stripped = message.strip();
        int end = stripped.indexOf('\n');
        return end < 0 ? "" : cut(stripped.substring(end).strip(), MAX_READ);
    }

    /** At most so many characters that the database takes, in whole ones. */
    static String cut(String text, int max) {
        String storable = text.replace("\0", "");
        if (storable.length() <= max) {
            return storable;
        }
        int end = Character.isHighSurrogate(storable.charAt(max - 1)) ? max - 1 : max;
        return storable.substring(0, end);
    }
}
