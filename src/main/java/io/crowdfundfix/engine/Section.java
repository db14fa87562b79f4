package io.crowdfundfix.engine;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of an issue template that a heading opens. */
enum Section {
    TYPE("issue type|type of issue|feature or report|bug or feature"),
    TEMPLATE("checklist|existing issue|searched|prerequisite|before submitting|"
            + "have you reproduced|how often|custom code|query string|contribut|willing to|" + "code of conduct"),
    PROPOSAL("solution|proposal|proposed|feature|motivation|alternatives|use case|suggestion|"
            + "desired|who will benefit|change the current api"),
    STEPS("reproduc|repro |repro steps|steps"),
    EXPECTED("expected|expectation|should happen"),
    ACTUAL("actual|current behavi|what happen|observed|what is the current"),
    LOGS("log output|logs|stack trace|stacktrace|call stack|component stack|backtrace|" + "traceback"),
    ENVIRONMENT(
            "version|build id|build identifier|user-agent|user agent|environment|system info|operating system|platform|browser|device|gpu|"
                    + "compiler|hardware|specifications|distribution|how did you obtain|commit|"
                    + "package (automated)|configuration details|setup"),
    CODE("code|snippet|codesandbox"),
    DESCRIPTION("descri|summary|problem|context|detail|question|error message|website or app");

    private static final Pattern BAR = Pattern.compile("\\|");

    private final String marks;

    Section(String marks) {
        this.marks = marks;
    }

    /** The section that a heading's words stand for, or null if none is known. */
    static @Nullable Section of(String heading) {
        String words = heading.toLowerCase(Locale.ROOT).strip() + " ";
        for (Section section : values()) {
            for (String mark : BAR.split(section.marks, -1)) {
                if (words.contains(mark)) {
                    return section;
                }
            }
        }
        if (words.equals("type ")) {
            return TYPE;
        }
        boolean system = words.equals("os ") || words.startsWith("os ") || words.startsWith("python ");
        return system ? ENVIRONMENT : null;
    }

    /** True if what stands under the heading is the reporter's own telling. */
    boolean isProse() {
        return switch (this) {
            case TYPE, TEMPLATE, LOGS, ENVIRONMENT, CODE -> false;
            case PROPOSAL, STEPS, EXPECTED, ACTUAL, DESCRIPTION -> true;
        };
    }

    @Nullable Signal signal() {
        return switch (this) {
            case STEPS -> Signal.STEPS;
            case EXPECTED -> Signal.EXPECTED;
            case ACTUAL -> Signal.ACTUAL;
            case PROPOSAL -> Signal.PROPOSAL;
            case TYPE, TEMPLATE, LOGS, ENVIRONMENT, CODE, DESCRIPTION -> null;
        };
    }
}
