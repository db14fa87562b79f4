package io.crowdfundfix.engine;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells apart the lines of a report by their looks. */
final class LineKind {
    private static final Set<String> EMPTY_ANSWERS =
            Set.of("_no response_", "no response", "n/a", "na", "none", "-", "--", "nil", "...", "---", "***", "___");
    private static final Set<String> GREETINGS =
            Set.of("hi", "hello", "hey", "dear", "thanks", "thank", "thx", "cheers", "greetings", "regards", "please");
    private static final Set<String> ACTIONS = Set.of(
            "open",
            "create",
            "click",
            "run",
            "start",
            "go",
            "select",
            "enable",
            "type",
            "press",
            "launch",
            "call",
            "build",
            "install",
            "navigate",
            "choose",
            "enter",
            "set",
            "execute",
            "import",
            "drag",
            "resize");
    private static final String LEVELS = "|INFO|WARN|WARNING|ERROR|DEBUG|TRACE|FATAL|SEVERE|";
    private static final int CODE_PERCENT = 14;

    private LineKind() {}

    static boolean isFence(String line) {
        return line.startsWith("```") || line.startsWith("~~~");
    }

    static boolean isCheckbox(String line) {
        String rest = isListMark(line) ? line.substring(1).strip() : line;
        return rest.startsWith("[ ]") || rest.startsWith("[x]") || rest.startsWith("[X]");
    }

    static boolean isEmptyAnswer(String line) {
        return EMPTY_ANSWERS.contains(line.toLowerCase(Locale.ROOT));
    }

    static boolean isListItem(String line) {
        return isListMark(line) || isNumbered(line);
    }

    private static boolean isListMark(String line) {
        return line.startsWith("- ") || line.startsWith("* ") || line.startsWith("+ ") || line.startsWith("• ");
    }

    /** {@code 1. click} or {@code 2) wait}. */
    static boolean isNumbered(String line) {
        int i = 0;
        while (i < line.length() && i < 3 && Character.isDigit(line.charAt(i))) {
            i++;
        }
        return i > 0
                && i < line.length()
                && (line.charAt(i) == '.' || line.charAt(i) == ')')
                && !line.startsWith("..", i)
                && (i + 1 == line.length() || !Character.isDigit(line.charAt(i + 1)));
    }

    /** A line of a log file: it starts with a time or a level. */
    static boolean isLog(String line) {
        int end = line.indexOf(' ');
        String first = end < 0 ? line : line.substring(0, end);
        String bare = first.replace("[", "").replace("]", "").replace(":", "");
        boolean level = !bare.isEmpty() && LEVELS.contains("|" + bare + "|");
        long digits = first.chars().filter(Character::isDigit).count();
        boolean clock = digits >= 6 && (first.contains(":") || first.contains("-") || first.contains("/"));
        boolean leading = !first.isEmpty() && (first.charAt(0) == '[' || Character.isDigit(first.charAt(0)));
        return end > 0 && (level || (clock && leading && !isUrlLike(first)));
    }

    private static boolean isUrlLike(String word) {
        return word.contains("://");
    }

    /** A line of source code, a command or data: more marks than a sentence has. */
    static boolean isCode(String line) {
        if (line.startsWith("$ ") || line.startsWith(">>> ") || isMarkup(line)) {
            return true;
        }
        if (line.startsWith("//")
                || line.startsWith("/*")
                || line.endsWith(";")
                || line.endsWith("{")
                || line.equals("}")) {
            return true;
        }
        int marks = 0;
        int spaces = 0;
        int from = line.startsWith("http") ? Math.max(0, line.indexOf(' ')) : 0;
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            marks += "{}()=<>[]|&$\\/;_".indexOf(c) >= 0 ? 1 : 0;
            spaces += c == ' ' ? 1 : 0;
        }
        int length = line.length() - from;
        boolean sentence = spaces >= 6 && marks * 100 < length * 2 * CODE_PERCENT;
        return length > 3 && marks >= 3 && marks * 100 > length * CODE_PERCENT && !sentence;
    }

    /** A preprocessor directive, or an element of XML: HTML that only dresses a text is none. */
    private static boolean isMarkup(String line) {
        boolean directive = line.length() > 1 && line.charAt(0) == '#' && Character.isLowerCase(line.charAt(1));
        boolean element = line.startsWith("<?") || (line.startsWith("<") && line.contains("=\""));
        return directive || (element && !line.startsWith("<img") && !line.startsWith("<a ") && !line.startsWith("<p"));
    }

    /** A line that tells somebody what to do, as the steps of a reproduction do. */
    static boolean isAction(String line) {
        String rest = isListMark(line) ? line.substring(2) : line;
        int end = rest.indexOf(' ');
        return end > 0 && ACTIONS.contains(rest.substring(0, end).toLowerCase(Locale.ROOT));
    }

    static boolean isGreeting(String sentence) {
        List<String> words = Words.of(sentence);
        if (words.isEmpty()) {
            return true;
        }
        return (words.size() <= 8 && GREETINGS.contains(words.get(0)))
                || words.get(0).equals("thanks");
    }

    /** True if the line has something to read: a letter of any script. */
    static boolean hasWords(String line) {
        return line.chars().anyMatch(Character::isLetter);
    }
}
