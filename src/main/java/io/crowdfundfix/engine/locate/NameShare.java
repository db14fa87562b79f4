package io.crowdfundfix.engine.locate;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How much of a file's name a report has said, its parts weighed by how rare they are in names. */
final class NameShare {
    private final Set<String> asked = new HashSet<>();
    private final Set<String> askedByTitle = new HashSet<>();
    private final Postings postings;
    private final CodeWords words;
    private final Map<String, Double> termToRarity = new HashMap<>();

    NameShare(List<AskedWords.Word> asked, Postings postings, CodeWords words) {
        asked.forEach(word -> this.asked.add(word.term()));
        asked.stream().filter(AskedWords.Word::inTitle).forEach(word -> askedByTitle.add(word.term()));
        this.postings = postings;
        this.words = words;
    }

    double of(String path) throws IOException {
        return of(path, asked);
    }

    double ofTitle(String path) throws IOException {
        return of(path, askedByTitle);
    }

    private double of(String path, Set<String> said) throws IOException {
        List<String> terms = words.of(stem(path));
        int parts = terms.size() > 1 ? terms.size() - 1 : terms.size();
        double found = 0;
        double all = 0;
        for (String term : terms.subList(0, parts)) {
            double rarity = rarity(term);
            all += rarity;
            found += said.contains(term) ? rarity : 0;
        }
        return all == 0 ? 0 : found / all;
    }

    private static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    private double rarity(String term) throws IOException {
        Double known = termToRarity.get(term);
        if (known != null) {
            return known;
        }
        double rarity = postings.rarity(postings.find(SourceField.NAME, term));
        termToRarity.put(term, rarity);
        return rarity;
    }
}
