package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TellingTermsTest {
    private static final List<List<String>> PRINTING = List.of(
            List.of("printer", "invoice", "paper"),
            List.of("printers", "invoice", "tray"),
            List.of("printer", "invoice", "5d1c0a7"),
            List.of("printer", "5d1c0a7"));
    private static final List<List<String>> SIGNING_IN =
            List.of(List.of("invoice", "password"), List.of("invoice", "password", "token"));

    private final TellingTerms terms = new TellingTerms(
            List.of(PRINTING, SIGNING_IN).stream().flatMap(List::stream).toList());

    @Test
    void putsFirstWhatOnlyThisGroupHas() {
        assertEquals(List.of("printer", "invoice"), terms.of(PRINTING));
        assertEquals(List.of("password", "invoice"), terms.of(SIGNING_IN));
    }

    @Test
    void namesNothingThatASingleReportHas() {
        assertEquals(List.of(), terms.of(List.of(List.of("paper"), List.of("tray"))));
    }
}
