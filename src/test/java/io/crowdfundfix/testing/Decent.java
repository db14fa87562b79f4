package io.crowdfundfix.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.testing.TestClient.Answer;
import java.util.regex.Pattern;

/** What every refusal owes a client, whatever was sent. */
public final class Decent {
    private static final Pattern INSIDES = Pattern.compile(
            "\\b(io|java|javax|com|org|sun)\\.[a-z]+\\.\\w|Exception|Throwable|\\bat [\\w.$]+\\(|`|Feature|<html|<!doctype",
            Pattern.CASE_INSENSITIVE);

    private Decent() {}

    /** The refusal itself if it has this status and the documented envelope, and tells nothing of the inside. */
    public static Answer refusal(int status, Answer answer) {
        answer.expect(status);
        assertEquals("application/json", answer.header("Content-Type"), answer.text());
        for (String field : new String[] {"type", "code", "message"}) {
            assertFalse(answer.json().at("/error/" + field).asText().isEmpty(), field + " in " + answer.text());
        }
        assertTrue(answer.json().at("/error/details").isObject(), answer.text());
        assertEquals(answer.json().at("/error/message"), answer.json().path("detail"));
        assertFalse(INSIDES.matcher(answer.text()).find(), answer.text());
        return answer;
    }

    /** A refusal that names this field. */
    public static void refusalOf(String field, Answer answer) {
        refusal(422, answer);
        assertTrue(
                answer.json()
                        .at("/error/details/errors")
                        .findValuesAsText("field")
                        .contains(field),
                field + " in " + answer.text());
    }

    /** The same of an answer that was read as bytes from a socket. */
    public static void rawRefusal(int status, String answer) {
        assertTrue(answer.matches("(?s)HTTP/1\\.[01] " + status + " .*"), answer);
        assertTrue(answer.contains("\"error\":{\"type\":\""), answer);
        assertFalse(INSIDES.matcher(answer).find(), answer);
    }
}
