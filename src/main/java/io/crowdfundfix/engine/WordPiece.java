package io.crowdfundfix.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The tokenizer of uncased BERT models: cleans, lower-cases and strips accents, splits at spaces, punctuation and
 * Chinese characters, then cuts words into the longest pieces the vocabulary knows. It stops reading at the token limit,
 * and what a user typed never becomes a special token.
 */
final class WordPiece {
    private static final int LONGEST_WORD = 100;
    private static final int CHARACTERS_PER_TOKEN = 64;
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final Map<String, Integer> pieceToId;
    private final int longestPiece;
    private final int maxTokens;
    private final int unknown;
    private final int start;
    private final int separator;

    private WordPiece(Map<String, Integer> pieceToId, int maxTokens) {
        this.pieceToId = pieceToId;
        this.maxTokens = maxTokens;
        this.longestPiece =
                pieceToId.keySet().stream().mapToInt(String::length).max().orElse(1);
        this.unknown = special("[UNK]");
        this.start = special("[CLS]");
        this.separator = special("[SEP]");
    }

    /** Reads the vocabulary of a Hugging Face {@code tokenizer.json}; the limit counts the two special tokens. */
    static WordPiece read(byte[] tokenizerJson, int maxTokens) throws IOException {
        if (maxTokens < 3) {
            throw new IllegalArgumentException("a limit of " + maxTokens + " tokens leaves no room for text");
        }
        try (JsonParser json = JSON.createParser(tokenizerJson)) {
            while (json.nextToken() != null) {
                boolean vocabulary = json.currentToken() == JsonToken.FIELD_NAME && "vocab".equals(json.currentName());
                if (vocabulary && json.nextToken() == JsonToken.START_OBJECT) {
                    return new WordPiece(pieces(json), maxTokens);
                }
            }
        }
        throw new IOException("the tokenizer file has no WordPiece vocabulary");
    }

    private static Map<String, Integer> pieces(JsonParser json) throws IOException {
        Map<String, Integer> pieces = new HashMap<>(65_536);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String piece = json.currentName();
            json.nextToken();
            pieces.put(piece, json.getIntValue());
        }
        return pieces;
    }

    private int special(String piece) {
        Integer id = pieceToId.get(piece);
        if (id == null) {
            throw new IllegalArgumentException("the vocabulary lacks " + piece);
        }
        return id;
    }

    Tokens tokenize(String text) {
        return new Reading(text).tokens();
    }

    /** One pass over one text. */
    private final class Reading {
        private final String text;
        private final long[] ids = new long[maxTokens];
        private final int[] starts = new int[maxTokens];
        private final int[] ends = new int[maxTokens];
        private int size;

        private final StringBuilder word = new StringBuilder();
        private final int[] charStarts = new int[2 * LONGEST_WORD + 2];
        private final int[] charEnds = new int[2 * LONGEST_WORD + 2];
        private int wordLength;
        private int wordStart;
        private int wordEnd;

        Reading(String text) {
            this.text = text;
        }

        Tokens tokens() {
            ids[size++] = start;
            int limit = (int) Math.min(text.length(), (long) maxTokens * CHARACTERS_PER_TOKEN);
            int at = 0;
            while (at < limit && !full()) {
                int c = text.codePointAt(at);
                int next = at + Character.charCount(c);
                read(c, at, next);
                at = next;
            }
            endWord();
            ids[size++] = separator;
            return new Tokens(Arrays.copyOf(ids, size), Arrays.copyOf(starts, size), Arrays.copyOf(ends, size));
        }

        private boolean full() {
            return size >= maxTokens - 1;
        }

        private void read(int c, int from, int to) {
            if (c < 128) {
                readNormalised(c >= 'A' && c <= 'Z' ? c + 32 : c, from, to);
            } else if (BertCharacters.isSpace(c)) {
                endWord();
            } else if (BertCharacters.isDropped(c)) {
                return;
            } else if (BertCharacters.isChinese(c)) {
                readAlone(c, from, to);
            } else {
                String parts = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
                parts.codePoints()
                        .filter(part -> Character.getType(part) != Character.NON_SPACING_MARK)
                        .forEach(part -> readNormalised(Character.toLowerCase(part), from, to));
            }
        }

        private void readNormalised(int c, int from, int to) {
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                endWord();
            } else if (c < ' ' || c == 127) {
                return;
            } else if (BertCharacters.isPunctuation(c)) {
                readAlone(c, from, to);
            } else {
                append(c, from, to);
            }
        }

        private void readAlone(int c, int from, int to) {
            endWord();
            append(c, from, to);
            endWord();
        }

        private void append(int c, int from, int to) {
            if (wordLength == 0) {
                wordStart = from;
            }
            wordEnd = to;
            if (wordLength > LONGEST_WORD) {
                return;
            }
            wordLength++;
            for (int i = 0; i < Character.charCount(c); i++) {
                charStarts[word.length() + i] = from;
                charEnds[word.length() + i] = to;
            }
            word.appendCodePoint(c);
        }

        private void endWord() {
            if (wordLength > 0 && !full()) {
                int before = size;
                if (wordLength > LONGEST_WORD || !cut()) {
                    size = before;
                    add(unknown, wordStart, wordEnd);
                }
            }
            word.setLength(0);
            wordLength = 0;
        }

        /** Greedy longest match; false if some part of the word is in no piece. */
        private boolean cut() {
            String letters = word.toString();
            int from = 0;
            while (from < letters.length()) {
                String prefix = from == 0 ? "" : "##";
                int to = Math.min(letters.length(), from + longestPiece);
                Integer id = null;
                while (to > from && id == null) {
                    id = pieceToId.get(prefix + letters.substring(from, to));
                    to--;
                }
                if (id == null) {
                    return false;
                }
                add(id, charStarts[from], charEnds[to]);
                from = to + 1;
            }
            return true;
        }

        /** Pieces beyond the limit are counted as read but not kept: the rest of the word decides if it is known. */
        private void add(int id, int from, int to) {
            if (!full()) {
                ids[size] = id;
                starts[size] = from;
                ends[size++] = to;
            }
        }
    }
}
