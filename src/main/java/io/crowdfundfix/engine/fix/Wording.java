package io.crowdfundfix.engine.fix;

import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Terms;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What training learned about the terms of reports and messages; prepares texts by it. */
final class Wording {
    private static final int MAX_CHARS = 5_000;
    private static final Terms RUNS = Terms.ofCharacters(3, 5);

    private final Rarity words;
    private final Rarity runs;
    private final double meanReport;
    private final double meanMessage;

    private Wording(Rarity words, Rarity runs, double[] means) {
        this.words = words;
        this.runs = runs;
        this.meanReport = means[0];
        this.meanMessage = means[1];
    }

    static Wording of(List<String> reports, List<String> messages) {
        List<String> all = new ArrayList<>(reports);
        all.addAll(messages);
        List<List<String>> terms = all.stream().map(FixTerms::of).toList();
        return new Wording(
                Rarity.of(terms.stream().map(FixTerms::hashes).toList()),
                Rarity.of(all.stream().map(text -> RUNS.of(text).toArray()).toList()),
                new double[] {
                    meanSize(terms.subList(0, reports.size())), meanSize(terms.subList(reports.size(), terms.size()))
                });
    }

    private static double meanSize(List<List<String>> texts) {
        return texts.stream().mapToInt(List::size).average().orElse(1);
    }

    static Wording load(Tensors tensors) {
        return new Wording(Rarity.load(tensors, "words"), Rarity.load(tensors, "runs"), tensors.doubles("means"));
    }

    void save(Tensors.Builder tensors) {
        words.save(tensors, "words");
        runs.save(tensors, "runs");
        tensors.doubles("means", meanReport, meanMessage);
    }

    FixText report(String text, float[] meaning) {
        return prepared(text, meaning, meanReport);
    }

    FixText message(String text, float[] meaning) {
        return prepared(text, meaning, meanMessage);
    }

    private FixText prepared(String text, float[] meaning, double meanLength) {
        List<String> terms = FixTerms.of(text);
        return new FixText(
                TermBag.of(FixTerms.hashes(terms), words, meanLength),
                runs.vector(RUNS.of(text).toArray()),
                meaning);
    }

    /** The rarest words of the message that the report holds too, in another form perhaps; rarest first. */
    List<String> sharedWords(String report, String message, int most) {
        int[] known =
                Arrays.stream(FixTerms.hashes(FixTerms.of(report))).sorted().toArray();
        return Terms.words(message.substring(0, Math.min(message.length(), MAX_CHARS))).stream()
                .distinct()
                .filter(word -> Arrays.binarySearch(known, term(word, known)) >= 0)
                .sorted((a, b) -> Float.compare(words.of(term(b, known)), words.of(term(a, known))))
                .limit(most)
                .toList();
    }

    /** The word as a name if the report knows that, else its stem. */
    private static int term(String word, int[] known) {
        int name = Terms.hash(FixTerms.NAME + word);
        return Arrays.binarySearch(known, name) >= 0 ? name : Terms.hash(FixTerms.stem(word));
    }
}
