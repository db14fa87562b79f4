package io.crowdfundfix.engine.learn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a text is cut into terms: runs of words, or runs of characters within words. A term is told by a 32 bit hash, so that a
 * trained model holds no text.
 *
 * @param words longest run of words; 0 for none
 * @param shortest of the runs of characters; 0 for none
 * @param longest of the runs of characters
 * @param maxChars how much of a text is read
 */
public record Terms(int words, int shortest, int longest, int maxChars) {
    public static Terms ofWords(int longestRun) {
        return new Terms(longestRun, 0, 0, 20_000);
    }

    public static Terms ofCharacters(int shortest, int longest) {
        return new Terms(0, shortest, longest, 5_000);
    }

    /** The hash of one term, of words joined by one blank. */
    public static int hash(String term) {
        byte[] bytes = term.getBytes(StandardCharsets.UTF_8);
        int hash = 0x811c9dc5;
        for (byte one : bytes) {
            hash = (hash ^ (one & 0xff)) * 0x01000193;
        }
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    /** Lower-cased words: letters, digits and underscores; a character of a script without spaces is a word by itself. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        int start = -1;
        for (int i = 0; i <= lower.length(); i++) {
            boolean inside =
                    i < lower.length() && (Character.isLetterOrDigit(lower.charAt(i)) || lower.charAt(i) == '_');
            boolean alone = inside && Character.isIdeographic(lower.charAt(i));
            if (start >= 0 && (!inside || alone)) {
                words.add(lower.substring(start, i));
                start = -1;
            }
            if (alone) {
                words.add(lower.substring(i, i + 1));
            } else if (inside && start < 0) {
                start = i;
            }
        }
        return words;
    }

    /** The hashes of all terms of the text, with repetitions, in the order of their occurrence. */
    public IntList of(String text) {
        IntList hashes = new IntList();
        List<String> words = words(text.length() > maxChars ? text.substring(0, maxChars) : text);
        for (int i = 0; i < words.size(); i++) {
            addRuns(words, i, hashes);
            if (shortest > 0) {
                addCharacters(words.get(i), hashes);
            }
        }
        return hashes;
    }

    private void addRuns(List<String> all, int from, IntList hashes) {
        StringBuilder run = new StringBuilder();
        for (int n = 0; n < words && from + n < all.size(); n++) {
            run.append(n == 0 ? "" : " ").append(all.get(from + n));
            hashes.add(hash(run.toString()));
        }
    }

    private void addCharacters(String word, IntList hashes) {
        String bounded = "<" + (word.length() > 40 ? word.substring(0, 40) : word) + ">";
        for (int n = shortest; n <= longest; n++) {
            for (int at = 0; at + n <= bounded.length(); at++) {
                hashes.add(hash(bounded.substring(at, at + n)));
            }
        }
    }
}
