package io.crowdfundfix.engine.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private static final List<String> TEXTS =
            List.of("the crash of the parser", "the parser is slow", "the export to PDF fails", "the parser");

    @Test
    void wordsAreLowerCasedAndIdeographsStandAlone() {
        assertEquals(List.of("null_value", "in", "2", "parsers"), Terms.words("NULL_value in 2 Parsers!"));
        assertEquals(List.of("崩", "溃", "x", "了"), Terms.words("崩溃x了"));
        assertEquals(List.of(), Terms.words("--- !!! \n"));
    }

    @Test
    void runsOfWordsAndOfCharactersAreTerms() {
        assertEquals(3 + 2, Terms.ofWords(2).of("one two three").size());
        assertEquals(Terms.hash("one two"), Terms.ofWords(2).of("one two three").get(1));
        assertEquals(3, Terms.ofCharacters(3, 3).of("one").size(), "<on one ne>");
    }

    @Test
    void aVectorHasLengthOneAndRareTermsWeighMore() {
        Vocabulary vocabulary = Vocabulary.of(Terms.ofWords(1), TEXTS, 1, 100);
        SparseVector vector = vocabulary.vector("the crash");
        assertEquals(1, vector.squaredLength(), 1e-6);
        assertTrue(vocabulary.idf(vocabulary.position(Terms.hash("crash")))
                > vocabulary.idf(vocabulary.position(Terms.hash("the"))));
        assertTrue(vector.dot(vocabulary.vector("a crash")) > vector.dot(vocabulary.vector("the slow export")));
    }

    @Test
    void onlyTermsOfEnoughTextsAreKnown() {
        Vocabulary vocabulary = Vocabulary.of(Terms.ofWords(1), TEXTS, 2, 100);
        assertEquals(2, vocabulary.size(), "the, parser");
        assertEquals(1, Vocabulary.of(Terms.ofWords(1), TEXTS, 1, 1).size());
        assertEquals(0, vocabulary.vector("nothing known here").ids().length);
        assertEquals(0, vocabulary.vector("").ids().length);
    }

    @Test
    void survivesSaving() throws IOException {
        Vocabulary vocabulary = Vocabulary.of(new Terms(2, 3, 4, 1_000), TEXTS, 1, 100);
        Tensors.Builder tensors = new Tensors.Builder();
        vocabulary.save(tensors, "title");
        Vocabulary loaded = Vocabulary.load(Tensors.read(tensors.bytes()), "title");
        assertArrayEquals(
                vocabulary.vector("the crash").ids(), loaded.vector("the crash").ids());
        assertArrayEquals(
                vocabulary.vector("the crash").values(),
                loaded.vector("the crash").values(),
                1e-3f);
    }

    @Test
    void hostileTextIsCut() {
        Terms terms = new Terms(1, 3, 5, 1_000);
        assertTrue(terms.of("a".repeat(1 << 20)).size() < 200);
        assertTrue(terms.of("崩".repeat(1 << 20)).size() < 8_000);
    }
}
