package io.crowdfundfix.engine.retrieval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Chooses which terms of a text are worth being searched for: the rarest, as long as the lists of bugs that have them stay short together.
 * So a search costs about the same in a small and in a large index.
 */
final class RarestTerms {
    /** How many different terms of a text have their rarity looked up. */
    private static final int MOST_LOOKED_UP = 160;

    private static final int MOST_ASKED = 20;
    /** How many entries the lists of the terms asked for may have together. */
    private static final long MOST_POSTINGS = 150_000;
    /** So many terms are asked for however long their lists are. */
    private static final int FEWEST_ASKED = 2;

    private static final float TITLE_BOOST = 1.0f;

    private static final Pattern PREFIXES = Pattern.compile("^(\\s*\\[[^\\]\\n]{1,60}\\])+");
    private static final int LONGEST_LABEL = 60;

    private RarestTerms() {}

    private record Weighed(String term, int documents, double weight) {}

    static Query query(IndexReader reader, String title, String body) throws IOException {
        List<Weighed> asked = chosen(reader, counted(title, body));
        Set<String> inTitle = new HashSet<>(Terms.of(withoutPrefixes(title)));
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Weighed weighed : asked) {
            any.add(
                    new BoostQuery(term(WordFiles.WORDS, weighed), (float) weighed.weight()),
                    BooleanClause.Occur.SHOULD);
            if (inTitle.contains(weighed.term())) {
                any.add(new BoostQuery(term(WordFiles.TITLE, weighed), TITLE_BOOST), BooleanClause.Occur.SHOULD);
            }
        }
        return any.build();
    }

    private static Query term(String field, Weighed weighed) {
        return new TermQuery(new Term(field, weighed.term()));
    }

    /** Terms of the title first, then of the body, each with how often it is said; the title counts twice. */
    private static Map<String, Integer> counted(String title, String body) {
        Map<String, Integer> countByTerm = new LinkedHashMap<>();
        Terms.of(withoutPrefixes(title)).forEach(term -> countByTerm.merge(term, 2, Integer::sum));
        for (String term : Terms.of(withoutTemplate(body))) {
            if (countByTerm.size() < MOST_LOOKED_UP || countByTerm.containsKey(term)) {
                countByTerm.merge(term, 1, Integer::sum);
            }
        }
        return countByTerm;
    }

    private static List<Weighed> chosen(IndexReader reader, Map<String, Integer> countByTerm) throws IOException {
        int all = Math.max(1, reader.numDocs());
        List<Weighed> found = new ArrayList<>();
        for (Map.Entry<String, Integer> counted : countByTerm.entrySet()) {
            int documents = reader.docFreq(new Term(WordFiles.WORDS, counted.getKey()));
            if (documents > 0) {
                found.add(new Weighed(counted.getKey(), documents, 1 + Math.log(counted.getValue())));
            }
        }
        found.sort(Comparator.comparingDouble((Weighed weighed) -> -weighed.weight() * idf(weighed.documents(), all))
                .thenComparing(Weighed::term));
        return affordable(found);
    }

    private static double idf(int documents, int all) {
        return Math.log(1 + (all - documents + 0.5) / (documents + 0.5));
    }

    private static List<Weighed> affordable(List<Weighed> byWeight) {
        List<Weighed> chosen = new ArrayList<>();
        long postings = 0;
        for (Weighed weighed : byWeight) {
            boolean cheap = postings + weighed.documents() <= MOST_POSTINGS || chosen.size() < FEWEST_ASKED;
            if (cheap && chosen.size() < MOST_ASKED) {
                chosen.add(weighed);
                postings += weighed.documents();
            }
        }
        return chosen;
    }

    /** Without what trackers and teams put before titles: {@code [UI] [Windows] It crashes}. */
    static String withoutPrefixes(String title) {
        String rest = PREFIXES.matcher(title).replaceFirst("");
        return rest.isBlank() ? title : rest;
    }

    /** Without the lines that a form put there: headings, labels, and comments to the reporter. */
    static String withoutTemplate(String body) {
        StringBuilder told = new StringBuilder();
        int end = Math.min(body.length(), Terms.MAX_CHARACTERS);
        for (String line : body.substring(0, end).split("\n", -1)) {
            String text = line.strip();
            boolean heading = text.startsWith("#") || text.startsWith("<!--");
            boolean label = text.endsWith(":") && text.length() <= LONGEST_LABEL;
            if (!heading && !label) {
                told.append(text).append('\n');
            }
        }
        return told.toString();
    }
}
