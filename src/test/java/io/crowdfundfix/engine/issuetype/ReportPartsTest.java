package io.crowdfundfix.engine.issuetype;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPartsTest {
    private static final String FILLED_FORM = """
            <!-- Please search first -->
            ### Issue Type
            Feature Request
            **Version**
            _No response_
            - [x] I have searched
            - [ ] I can send a patch
            OS: Linux
            I would like a [dark theme](https://example.com/dark), see https://example.com
            ```
            int secret = 1;
            ```
            """;

    @Test
    void keepsWhatTheReporterWrote() {
        String telling = ReportParts.of("Dark theme", FILLED_FORM).telling();
        assertTrue(telling.contains("I would like a dark theme, see"));
        for (String absent : List.of("Please search", "Issue Type", "No response", "example.com", "secret")) {
            assertFalse(telling.contains(absent), absent);
        }
    }

    @Test
    void readsTheFormThatATemplateLeaves() {
        ReportParts parts = ReportParts.of("Dark theme", FILLED_FORM);
        List<String> form = List.of(parts.form().split(" "));
        assertTrue(form.containsAll(List.of(
                "section_issue_type",
                "answer_issue_type_feature_request",
                "section_version",
                "unanswered_version",
                "ticked_i_have_searched",
                "open_i_can_send_a_patch",
                "field_os",
                "value_os_linux")));
        assertEquals(2, parts.boxes());
        assertEquals(1, parts.codeLines());
    }

    @Test
    void findsSignalsWhereTheyStand() {
        assertTrue(found("How can I print?", "", "the title ends with a question mark"));
        assertFalse(found("Printing", "How can I print?", "the title ends with a question mark"));
        assertTrue(found("Printing", "How can I print?", "the report ends with a question"));
        assertTrue(found("[Bug]: no print", "", "the title is labelled a bug"));
        assertTrue(found("x", "Traceback (most recent call last):", "it holds a stack trace"));
    }

    private static boolean found(String title, String body, String words) {
        float[] there = FormSignal.in(ReportParts.of(title, body));
        for (int i = 0; i < there.length; i++) {
            if (FormSignal.ALL.get(i).words().equals(words)) {
                return there[i] == 1;
            }
        }
        throw new IllegalArgumentException("no such signal: " + words);
    }
}
