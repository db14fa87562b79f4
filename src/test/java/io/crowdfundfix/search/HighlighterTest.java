package io.crowdfundfix.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.search.SearchApi.Highlight;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HighlighterTest {
    @ParameterizedTest
    @CsvSource({
        "crash,The app CRASHES and crashed when crashing,[CRASHES] [crashed] [crashing]",
        "crashes,A crash,[crash]",
        "queries,One query,[query]",
        "export,Re-export of exporters,[export] [exporters]",
        "cart,CartService and cartography,[Cart] [cart]",
        "'login, page!',The login-page: Login,[login] [page] [Login]",
        "the cart,The cart is the one,[cart]",
        "is the,This is the one,[is] [is] [the]",
        "timeout,It times out,''",
        "bus,Business is busyness,[Bus] [bus]",
        "c++,C++ and C,[C] [C]",
        "名前,の名前です,[名前]",
        "İstanbul,İSTANBUL opens,[İSTANBUL]"
    })
    void marksTheWordsOfTheQuestion(String question, String title, String expected) {
        assertEquals(expected, marked(new Highlighter(question).of(title, "")));
    }

    @Test
    void showsThePartOfTheDescriptionThatSaysMost() {
        String filler = "Nothing of interest is said here at all, for quite a while. ".repeat(10);
        String description =
                "The cart was fine.\n" + filler + "\nThe cart total is wrong\nwhen a voucher is in the cart. " + filler;
        List<Highlight> found = new Highlighter("cart voucher").of("Wrong sum", description);
        assertEquals(1, found.size());
        String snippet = found.get(0).snippet();
        assertEquals("[cart] [voucher] [cart]", marked(found));
        assertTrue(snippet.contains("The cart total is wrong when a voucher is in the cart."), snippet);
        assertTrue(snippet.startsWith("…") && snippet.endsWith("…") && snippet.length() <= 230, snippet);
    }

    @Test
    void leavesMarkupAsItIsWritten() {
        List<Highlight> found = new Highlighter("<script>alert(1)</script> alert").of("<script>alert(1)</script>", "");
        assertEquals("<script>alert(1)</script>", found.get(0).snippet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "%", "_", "\\", "…", "😀😀", "a", "\u0130\u0130"})
    void everySpanLiesInItsSnippet(String question) {
        String text = ("😀".repeat(300) + " a! % _ \\ … \u0130 ").repeat(3);
        for (Highlight highlight : new Highlighter(question).of(text, text + "!")) {
            highlight
                    .spans()
                    .forEach(span -> assertTrue(
                            span.start() < span.end()
                                    && span.end() <= highlight.snippet().length(),
                            highlight.toString()));
            int last = highlight.snippet().length() - 1;
            assertTrue(!Character.isHighSurrogate(highlight.snippet().charAt(last)), highlight.snippet());
        }
    }

    @Test
    void marksNothingWhereNoWordStands() {
        assertEquals(List.of(), new Highlighter("payment").of("Dark theme", "Labels are grey."));
    }

    private static String marked(List<Highlight> highlights) {
        StringBuilder marked = new StringBuilder();
        for (Highlight highlight : highlights) {
            highlight
                    .spans()
                    .forEach(span -> marked.append(marked.isEmpty() ? "[" : " [")
                            .append(highlight.snippet(), span.start(), span.end())
                            .append(']'));
        }
        return marked.toString();
    }
}
