package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WordPieceTest {
    private static final int CLS = 101;
    private static final int SEP = 102;
    private static final String[] PARTS = {
        "the",
        "Crash",
        "NullPointerException",
        "naïve",
        "CAFÉ",
        "Ünïcödé",
        "straße",
        "İstanbul",
        "ΣΊΣΥΦΟΣ",
        "Привет",
        "日本語",
        "メモリ",
        "中文字",
        "한국어",
        "😀",
        "👩‍💻",
        "e\u0301a",
        "\u200b",
        "\u00a0",
        "\u0007",
        "\t",
        "\n",
        "don't",
        "a_b_c",
        "x=y+1;",
        "foo.bar()",
        "C:\\temp\\x",
        "https://a.b/c?d=e&f",
        "—",
        "…",
        "«q»",
        "$9.99",
        "50%",
        "ﬁne",
        "Ⅷ",
        "½",
        "٣",
        "हिन्दी",
        "ไทย",
        "\ufffd",
        "0xDEADBEEF",
        "supercalifragilisticexpialidocious",
        "##ing",
        "#42",
        "`code`"
    };

    private static byte[] json = new byte[0];

    @BeforeAll
    static void readTheBundledVocabulary() throws IOException {
        try (InputStream in = WordPieceTest.class.getResourceAsStream("/all-minilm-l6-v2-q-tokenizer.json")) {
            json = in == null ? new byte[0] : in.readAllBytes();
        }
    }

    @Test
    void cutsAsTheReferenceTokenizerDoes() throws IOException {
        WordPiece ours = WordPiece.read(json, 128);
        Map<String, String> options = Map.of("padding", "false", "truncation", "true", "maxLength", "128");
        try (HuggingFaceTokenizer reference =
                HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options)) {
            Random random = new Random(42);
            for (int i = 0; i < 600; i++) {
                String text = text(random);
                assertArrayEquals(
                        reference.encode(text).getIds(), ours.tokenize(text).ids(), text);
            }
        }
    }

    @Test
    void neverTakesWhatAUserTypedForASpecialToken() throws IOException {
        long[] ids = WordPiece.read(json, 64).tokenize("a [SEP] b [CLS] c").ids();
        assertEquals(CLS, ids[0]);
        assertEquals(SEP, ids[ids.length - 1]);
        assertTrue(Arrays.stream(ids, 1, ids.length - 1).noneMatch(id -> id == SEP || id == CLS));
    }

    @Test
    void knowsWhereEachTokenLies() throws IOException {
        String text = "É crashes\u200b unbelievably, 日本";
        Tokens tokens = WordPiece.read(json, 64).tokenize(text);
        StringBuilder covered = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            covered.append(text, tokens.start(i), tokens.end(i));
        }
        assertEquals("Écrashesunbelievably,日本", covered.toString());
        assertTrue(tokens.within(1, new Span(0, 1)));
        assertFalse(tokens.within(1, new Span(1, 9)));
        assertFalse(tokens.within(0, new Span(0, text.length())));
    }

    @Test
    void cutsAtTheTokenLimitWithoutReadingTheRest() throws IOException {
        WordPiece ours = WordPiece.read(json, 16);
        assertEquals(16, ours.tokenize("word ".repeat(2_000_000)).size());
        assertEquals(3, ours.tokenize("x".repeat(4_000_000)).size());
        assertEquals(16, ours.tokenize("語".repeat(4_000_000)).size());
        assertEquals(2, ours.tokenize("").size());
        assertEquals(2, ours.tokenize(" ".repeat(1_000_000)).size());
    }

    @Test
    void survivesHalfAnEmoji() throws IOException {
        assertEquals(4, WordPiece.read(json, 16).tokenize("a \ud83d b").size());
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int parts = random.nextInt(40);
        for (int i = 0; i < parts; i++) {
            String part = PARTS[random.nextInt(PARTS.length)];
            text.append(random.nextInt(9) == 0 ? part.repeat(1 + random.nextInt(30)) : part);
            text.append(random.nextInt(5) == 0 ? "" : " ");
        }
        return text.toString();
    }
}
