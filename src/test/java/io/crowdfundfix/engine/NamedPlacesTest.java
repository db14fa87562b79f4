package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamedPlacesTest {
    private static final String TRACE = """
            java.lang.NullPointerException: total
            \tat java.util.Objects.requireNonNull(Objects.java:208)
            \tat shop.cart.CartService.total(CartService.java:42)
            \tat shop.web.CheckoutPage.render(CheckoutPage.java:17)
            """;

    @Test
    void findsTheFilesOfATraceButNotOfTheRuntime() {
        NamedPlaces places = NamedPlaces.of("Checkout fails", "It breaks.", TRACE);
        assertTrue(places.hasTrace());
        assertEquals(
                List.of("CartService"),
                places.tracedIn(List.of("src/main/java/shop/cart/CartService.java"), List.of()));
        assertEquals(List.of(), places.tracedIn(List.of("src/Objects.java", "README.md"), List.of("render")));
    }

    @Test
    void findsWhatTheTextNames() {
        NamedPlaces places = NamedPlaces.of(
                "Cart.total() gives null", "See AbstractCategoryRenderer, util/money.py and parseAmount().", null);
        assertFalse(places.hasTrace());
        assertEquals(List.of("money"), places.toldIn(List.of("shop/util/money.py"), List.of()));
        assertEquals(
                List.of("AbstractCategoryRenderer"),
                places.toldIn(List.of("x/AbstractCategoryRenderer.java"), List.of()));
        assertEquals(List.of("Cart"), places.toldIn(List.of("src/Cart.java"), List.of()));
        assertEquals(List.of("parseAmount"), places.toldIn(List.of("src/x.js"), List.of("Money.parseAmount")));
        assertEquals(List.of(), places.toldIn(List.of("src/Other.java"), List.of("other")));
    }

    @Test
    void aReportInPlainWordsNamesNothing() {
        assertEquals(
                0,
                NamedPlaces.of("The page is slow", "It takes long since yesterday.", null)
                        .count());
    }

    @Test
    void readsALongTextInABreath() {
        String text = "CamelCaseName foo.java call() ".repeat(20_000);
        assertTrue(NamedPlaces.of("t", text, text).count() < 200);
    }
}
