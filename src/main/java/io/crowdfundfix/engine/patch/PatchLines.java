package io.crowdfundfix.engine.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines that a diff adds and removes. Reads unified diffs, and diffs whose line breaks were replaced by
 * blanks, where a marker is known by the indentation behind it.
 */
record PatchLines(List<String> added, List<String> removed) {
    private static final int MAX_CHARS = 40_000;
    private static final int MAX_LINES = 1_000;
    /** Only patches of developers have such headers in the public data, so they would give the answer away. */
    private static final Pattern HEADER = Pattern.compile("\\bindex [0-9a-f]{6,40}\\.\\.[0-9a-f]{6,40}(?: \\d{6})?");

    private static final Pattern MARKER = Pattern.compile(
            "(?<![^ ])([-+])(?=[ \\t]{2}|\\t|(?:import|package|public|private|protected|@Override)\\b)");

    PatchLines {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
    }

    static PatchLines of(String diff) {
        String bounded = diff.length() > MAX_CHARS ? diff.substring(0, MAX_CHARS) : diff;
        String text = HEADER.matcher(bounded).replaceAll(" ");
        return new Reader().read(text);
    }

    private static final class Reader {
        private final List<String> added = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();

        PatchLines read(String text) {
            String[] lines = text.split("\n", MAX_LINES);
            boolean unified = lines.length > 1;
            for (String line : lines) {
                if (unified) {
                    readLine(line);
                } else {
                    readJoined(line);
                }
            }
            return new PatchLines(added, removed);
        }

        private void readLine(String line) {
            if (line.startsWith("+++") || line.startsWith("---") || line.startsWith("@@") || line.startsWith("diff ")) {
                return;
            }
            if (line.startsWith("+")) {
                add(added, line.substring(1));
            } else if (line.startsWith("-")) {
                add(removed, line.substring(1));
            }
        }

        private void readJoined(String text) {
            Matcher marker = MARKER.matcher(text);
            List<String> target = new ArrayList<>(); // what stands before the first marker is not asked for
            int from = 0;
            while (marker.find() && added.size() + removed.size() < MAX_LINES) {
                segment(target, text.substring(from, marker.start()));
                target = marker.group(1).equals("+") ? added : removed;
                from = marker.end();
            }
            segment(target, text.substring(from));
        }

        /** A changed line ends with its statement; what follows before the next marker is context. */
        private static void segment(List<String> target, String text) {
            add(target, text.substring(0, end(text)));
        }

        private static int end(String text) {
            int depth = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                boolean closes = c == '}' && !text.startsWith("else", Math.min(text.length(), i + 2));
                if (c == '{' || c == ';' && depth <= 0 || closes) {
                    return i + 1;
                }
            }
            return text.length();
        }

        private static void add(List<String> target, String line) {
            String stripped = line.strip();
            if (!stripped.isEmpty() && target.size() < MAX_LINES) {
                target.add(stripped);
            }
        }
    }
}
