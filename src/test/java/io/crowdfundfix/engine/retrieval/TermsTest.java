package io.crowdfundfix.engine.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
    @Test
    void namesAreFoundWholeAndByTheirParts() {
        assertEquals(List.of("get", "legend", "item", "getlegenditem"), Terms.of("getLegendItems"));
        assertEquals(List.of("http", "server", "httpserver"), Terms.of("HTTPServer"));
        assertEquals(List.of("max", "pool", "siz", "max_pool_siz"), Terms.of("max_pool_size"));
    }

    @ParameterizedTest
    @CsvSource({
        "crashes,crashing",
        "crash,crashed",
        "queries,query",
        "running,run",
        "stopped,stop",
        "updating,updates",
        "files,file"
    })
    void endingsDoNotMatter(String one, String other) {
        assertEquals(Terms.stem(one), Terms.stem(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"class", "status", "bus", "red", "string", "this"})
    void shortWordsKeepEnough(String word) {
        assertTrue(Terms.stem(word).length() >= 3, Terms.stem(word));
    }

    @Test
    void scriptsWithoutSpacesAreCutIntoPairs() {
        assertEquals(
                List.of("\u767b\u5f55", "\u5f55\u5931", "\u5931\u8d25", "500"),
                Terms.of("\u767b\u5f55\u5931\u8d25500"));
        assertEquals(List.of("\u5d29"), Terms.of("\u5d29"));
    }

    @Test
    void whatIsLongerThanAWordIsLeftOut() {
        assertEquals(List.of("key"), Terms.of("key: " + "QUJD".repeat(100)));
    }

    @Test
    void theNumberOfTermsHasALimit() {
        assertTrue(Terms.of("aB ".repeat(100_000)).size() <= Terms.MAX_TERMS + 3);
        assertTrue(Terms.of("\u767b".repeat(1_000_000)).size() <= Terms.MAX_TERMS);
    }
}
