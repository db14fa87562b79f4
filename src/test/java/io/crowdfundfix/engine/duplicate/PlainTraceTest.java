package io.crowdfundfix.engine.duplicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PlainTraceTest {
    private static final PlainTrace OURS = trace("java.lang.NullPointerException\n at org.acme.Cart.total(Cart.java:1)"
            + "\n at org.acme.Shop.pay(Shop.java:2)\n at org.acme.Main.main(Main.java:3)");

    @Test
    void theSameTraceAtOtherLinesIsTheSame() {
        PlainTrace moved = trace("java.lang.NullPointerException\n at org.acme.Cart.total(Cart.java:91)"
                + "\n at org.acme.Shop.pay(Shop.java:92)\n at org.acme.Main.main(Main.java:93)");
        assertTrue(OURS.sameError(moved));
        assertEquals(3, OURS.sameTop(moved));
    }

    @Test
    void anInsertedFrameKeepsTheOrder() {
        PlainTrace wrapped = trace("java.lang.NullPointerException\n at org.acme.Proxy.call(Proxy.java:7)"
                + "\n at org.acme.Cart.total(Cart.java:1)\n at org.acme.Shop.pay(Shop.java:2)");
        assertEquals(0, OURS.sameTop(wrapped));
        assertEquals(2, OURS.inOrder(wrapped));
    }

    @Test
    void proseHoldsNoTrace() {
        assertEquals(0, trace("it fails at work, at home and at org level").frames().length);
        assertFalse(trace("it fails").sameError(trace("it fails")));
    }

    private static PlainTrace trace(String text) {
        return PlainTrace.of(Wording.words(Wording.body(text)));
    }
}
