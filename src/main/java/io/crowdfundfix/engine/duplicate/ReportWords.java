package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.Terms;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A report as hashes of its stemmed words, in their order, and the stack trace among them.
 *
 * @param grams runs of four letters of the title without its blanks, so that {@code table control} is like {@code tablecontrol}
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record ReportWords(int[] title, int[] body, int[] grams, PlainTrace trace) {
    private static final int GRAM = 4;

    static ReportWords of(String rawTitle, String rawBody) {
        String title = Wording.title(rawTitle);
        List<String> body = Wording.words(Wording.body(rawBody));
        return new ReportWords(
                stems(Wording.words(title)), stems(body), grams(title.replace(" ", "")), PlainTrace.of(body));
    }

    private static int[] stems(List<String> words) {
        return words.stream().mapToInt(word -> Terms.hash(Wording.stem(word))).toArray();
    }

    private static int[] grams(String title) {
        return IntStream.range(0, Math.max(0, title.length() - GRAM + 1))
                .map(i -> Terms.hash("#" + title.substring(i, i + GRAM)))
                .toArray();
    }

    /** The runs of letters in place of the words, to be counted like them. */
    ReportWords ofGrams() {
        return new ReportWords(grams, new int[0], new int[0], PlainTrace.NONE);
    }

    /** Each term of title and body once. */
    IntStream distinct() {
        return IntStream.concat(IntStream.of(title), IntStream.of(body)).distinct();
    }
}
