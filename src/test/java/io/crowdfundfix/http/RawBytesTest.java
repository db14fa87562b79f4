package io.crowdfundfix.http;

import static io.crowdfundfix.testing.Decent.rawRefusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.identity.Identity;
import io.crowdfundfix.testing.RawHttp;
import io.crowdfundfix.testing.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes over a socket and is no HTTP, or HTTP that no decent client sends. */
class RawBytesTest {
    private static TestNode node;

    @BeforeAll
    static void start() {
        node = TestNode.start(Map.of(), config -> List.of(new Identity(config.identity())));
    }

    @AfterEach
    void isStillReady() {
        node.client().get("/health/ready").expect(200);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GARBAGE\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "GET / HTTP/1.1\r\nHo st: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na"
            })
    void refusesWhatIsNoHttpAndHangsUp(String bytes) {
        rawRefusal(400, RawHttp.exchange(node.node().port(), bytes));
    }

    @Test
    void refusesAChunkThatHasNoLength() {
        String answer = exchange("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n");
        assertFalse(answer.startsWith("HTTP/1.1 5") || answer.startsWith("HTTP/1.1 2"), answer);
    }

    @Test
    void refusesALineOfAMegabyte() {
        rawRefusal(414, exchange("GET /" + "a".repeat(1 << 20) + " HTTP/1.1\r\nHost: x\r\n\r\n"));
    }

    @Test
    void refusesAnUriAndHeadersThatAreTooLong() {
        rawRefusal(414, exchange("GET /?q=" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"));
        rawRefusal(431, exchange("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n"));
        rawRefusal(431, exchange("GET / HTTP/1.1\r\nHost: x\r\n" + "X-Many: many\r\n".repeat(2_000) + "\r\n"));
    }

    @Test
    void lettersInAHeaderCannotMakeAnother() {
        String answer =
                exchange("GET /health/live HTTP/1.1\r\nHost: x\r\nX-Request-Id: a\\r\\nX-Evil: 1%0d%0aX-Evil: 1\r\n"
                        + "Connection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertFalse(answer.contains("Evil"), answer);
    }

    @Test
    void answersRequestsThatCameInOneBreathInTheirOrder() {
        String one = "GET /health/live HTTP/1.1\r\nHost: x\r\nX-Request-Id: ";
        String answer = exchange(one + "first\r\n\r\n" + one + "second\r\nConnection: close\r\n\r\n");
        assertTrue(answer.indexOf("first") < answer.indexOf("second") && answer.contains("first"), answer);
        assertEquals(3, answer.split("HTTP/1.1 200 ", -1).length);
    }

    @Test
    void outlivesAHundredClientsThatHangUpInTheMiddle() {
        for (int i = 0; i < 100; i++) {
            try (RawHttp raw = RawHttp.connect(node.node().port())) {
                raw.send("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 1000\r\n\r\n{\"email\":");
            }
        }
        node.client().get("/health/live").expect(200);
    }

    private static String exchange(String bytes) {
        return RawHttp.exchange(node.node().port(), bytes);
    }
}
