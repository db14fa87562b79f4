package io.crowdfundfix.engine.issuetype;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A report taken apart by its lines.
 *
 * @param body as it was written, bounded
 * @param telling what the reporter wrote: no template comments, code, headings, links and pictures
 * @param form headings and the short answers below them, one word each: what a template leaves in a report
 * @param codeLines how many lines lie between code fences
 * @param boxes how many boxes are there, ticked or not
 */
record ReportParts(String title, String body, String telling, String form, int codeLines, int boxes) {
    private static final int MAX_TITLE_CHARS = 500;
    private static final int MAX_BODY_CHARS = 20_000;
    private static final int MAX_HEADINGS = 60;
    private static final int LONGEST_HEADING = 60;
    private static final int LONGEST_ANSWER = 40;

    static ReportParts of(String title, String body) {
        String bounded = body.length() > MAX_BODY_CHARS ? body.substring(0, MAX_BODY_CHARS) : body;
        Lines lines = new Lines();
        withoutComments(bounded).lines().forEach(lines::add);
        return new ReportParts(
                title.length() > MAX_TITLE_CHARS ? title.substring(0, MAX_TITLE_CHARS) : title,
                bounded,
                lines.telling.toString(),
                String.join(" ", lines.form),
                lines.code,
                lines.boxes);
    }

    private static String withoutComments(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        for (int open = text.indexOf("<!--"); open >= 0; open = text.indexOf("<!--", at)) {
            out.append(text, at, open);
            int close = text.indexOf("-->", open);
            at = close < 0 ? text.length() : close + 3;
        }
        return out.append(text, at, text.length()).toString();
    }

    /** Reads line after line. */
    private static final class Lines {
        private final StringBuilder telling = new StringBuilder();
        private final List<String> form = new ArrayList<>();
        private String heading = "";
        private boolean fenced;
        private int code;
        private int boxes;

        void add(String raw) {
            String line = raw.strip();
            if (line.startsWith("```") || line.startsWith("~~~")) {
                fenced = !fenced;
            } else if (fenced) {
                code++;
            } else if (isHeading(line)) {
                startSection(word(line));
            } else if (line.matches("[-*] \\[[ xX]\\].*")) {
                boxes++;
                note((line.charAt(3) == ' ' ? "open_" : "ticked_") + word(line.substring(5)));
            } else if (!line.isEmpty() && !line.equals("_No response_")) {
                tell(line);
            } else if (!line.isEmpty()) {
                note("unanswered_" + heading);
            }
        }

        private void startSection(String name) {
            heading = name;
            note("section_" + name);
        }

        private void tell(String line) {
            if (!heading.isEmpty() && line.length() <= LONGEST_ANSWER) {
                note("answer_" + heading + "_" + word(line));
            }
            int colon = line.indexOf(':');
            if (colon > 0 && colon <= LONGEST_ANSWER && line.length() <= 2 * LONGEST_ANSWER) {
                note("field_" + word(line.substring(0, colon)));
                note("value_" + word(line));
            }
            heading = line.length() <= LONGEST_ANSWER ? heading : "";
            telling.append(plain(line)).append('\n');
        }

        private void note(String what) {
            if (form.size() < MAX_HEADINGS) {
                form.add(what);
            }
        }
    }

    private static boolean isHeading(String line) {
        boolean bold = line.startsWith("**") && line.indexOf("**", 2) >= line.length() - 3 && line.length() > 4;
        return line.length() <= 2 * LONGEST_HEADING && (line.matches("#{1,6}\\s*\\S.*") || bold);
    }

    private static String plain(String line) {
        return line.replaceAll("!?\\[([^\\]]{0,200})\\]\\([^)]{0,1000}\\)", "$1")
                .replaceAll("https?://\\S+", " ")
                .replaceAll("</?[a-zA-Z][^>]{0,300}>", " ")
                .replaceAll("[`*>|]+", " ")
                .strip();
    }

    private static String word(String text) {
        String bounded = text.length() > LONGEST_HEADING ? text.substring(0, LONGEST_HEADING) : text;
        return bounded.toLowerCase(Locale.ROOT)
                .replaceAll("<[^>]*>", "")
                .replaceAll("[^\\p{L}\\p{N}]+", "_")
                .replaceAll("^_+|_+$", "");
    }
}
