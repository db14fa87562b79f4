package io.crowdfundfix.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line that names an error, such as the head of a stack trace: its type and what it says. */
record ErrorLine(String type, String message) {
    private static final int LONGEST_TYPE = 120;
    private static final List<String> LEAD_INS = List.of(
            "caused by: ",
            "unhandled exception. ",
            "unhandled exception: ",
            "uncaught exception ",
            "uncaught (in promise) ",
            "uncaught ",
            "php fatal error:  ",
            "fatal error: ");

    /** The error this line starts with, or null if it starts with none. */
    static @Nullable ErrorLine parse(String rawLine) {
        String line = withoutLeadIn(rawLine.strip());
        if (line.startsWith("panic: ")) {
            return new ErrorLine("panic", line.substring(7));
        }
        if (line.startsWith("thread '") && line.contains("' panicked at")) {
            return new ErrorLine("panic", line.substring(line.indexOf("panicked at")));
        }
        if (line.startsWith("Segmentation fault") || line.contains("SIGSEGV")) {
            return new ErrorLine("SIGSEGV", "segmentation fault");
        }
        int end = typeEnd(line);
        boolean named = end > 0 && isErrorType(line.substring(0, end));
        boolean complete = end == line.length() || (end > 0 && line.charAt(end) == ':');
        if (!named || !complete) {
            return null;
        }
        return new ErrorLine(
                line.substring(0, end),
                line.substring(Math.min(end + 1, line.length())).strip());
    }

    /** True for names such as {@code java.io.IOException} and {@code TypeError}, not for the bare word. */
    static boolean isErrorType(String word) {
        boolean suffix = word.endsWith("Exception") || word.endsWith("Error") || word.endsWith("Throwable");
        return suffix && word.length() <= LONGEST_TYPE && Character.isLetter(word.charAt(0));
    }

    /** True for names too general to tell one bug from another. */
    static boolean isGeneral(String type) {
        return type.equals("Error")
                || type.equals("Exception")
                || type.equals("java.lang.Exception")
                || type.equals("System.Exception")
                || type.equals("panic")
                || type.equals("RuntimeError");
    }

    private static String withoutLeadIn(String line) {
        String rest = line;
        if (rest.startsWith("Exception in thread \"")) {
            int quote = rest.indexOf("\" ", 21);
            rest = quote < 0 ? rest : rest.substring(quote + 2);
        }
        for (String leadIn : LEAD_INS) {
            if (rest.regionMatches(true, 0, leadIn, 0, leadIn.length())) {
                rest = rest.substring(leadIn.length());
            }
        }
        return rest.strip();
    }

    private static int typeEnd(String line) {
        int end = 0;
        while (end < line.length() && isTypePart(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isTypePart(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '$';
    }
}
