package io.crowdfundfix.engine.locate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words of a report that tell most about where to look: rare among the files, often in the report, those of the title twice. */
final class AskedWords {
    private static final int MOST_READ = 800;
    private static final int MOST_ASKED = 150;
    private static final int MAX_CHARACTERS = 30_000;
    private static final int TITLE_COUNTS = 2;

    private AskedWords() {}

    /** A word to look for. */
    record Word(String term, double weight, boolean inTitle) {}

    /** At most 150, the most telling first. */
    static List<Word> of(String title, String prose, Postings postings, CodeWords words) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Set<String> ofTitle = new HashSet<>(words.of(bounded(title)));
        words.of(bounded(title)).forEach(term -> counts.merge(term, TITLE_COUNTS, Integer::sum));
        for (String term : words.of(bounded(prose))) {
            if (counts.containsKey(term) || counts.size() < MOST_READ) {
                counts.merge(term, 1, Integer::sum);
            }
        }
        List<Word> known = new ArrayList<>();
        Map<String, Double> telling = new LinkedHashMap<>();
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            double rarity = postings.rarity(entry.getKey());
            if (entry.getKey().length() > 1 && rarity > 0) {
                double weight = 1 + Math.log(entry.getValue());
                known.add(new Word(entry.getKey(), weight, ofTitle.contains(entry.getKey())));
                telling.put(entry.getKey(), weight * rarity);
            }
        }
        known.sort(Comparator.comparingDouble((Word word) -> -telling.getOrDefault(word.term, 0.0))
                .thenComparing(Word::term));
        return List.copyOf(known.subList(0, Math.min(MOST_ASKED, known.size())));
    }

    private static String bounded(String text) {
        return text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
    }
}
