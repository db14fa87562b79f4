package io.crowdfundfix.engine;

import java.util.Map;

/** What to ask a reporter for each thing that his report lacks. */
public final class Questions {
    private static final Map<String, String> CODE_TO_QUESTION = Map.of(
            "steps_to_reproduce", "Which steps lead to it, one by one, from a fresh start?",
            "expected_behaviour", "What should have happened instead?",
            "actual_behaviour", "What happens exactly: what do you see, and which message is shown?",
            "version", "Which version do you use, and did it work in an earlier one?",
            "environment", "Where does it run: which operating system, browser or device?",
            "stack_trace_or_logs", "Can you add the stack trace, or the log lines from around the failure?",
            "use_case", "What do you want to get done with it, and how do you manage without it today?",
            "what_was_tried", "What have you tried so far, and what came of it?");

    private Questions() {}

    /** The question for a code of {@link Assessment#missing}; one that is new here is asked for by its name. */
    public static String of(String code) {
        return CODE_TO_QUESTION.getOrDefault(code, "Can you say more about the " + code.replace('_', ' ') + "?");
    }
}
