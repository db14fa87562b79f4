package io.crowdfundfix.engine.price;

import io.crowdfundfix.engine.learn.Terms;
import java.util.List;

/**
 * Tell-tale words of a title.
 *
 * @param term where it is said that one of them occurs
 * @param beginnings of the words
 */
record TitleWords(int term, List<String> beginnings) {
    private static final int MAX_CHARS = 500;
    private static final List<TitleWords> ALL = List.of(
            of(Term.TITLE_PRIZE, "hackathon", "prize", "challenge", "bount", "reward"),
            of(Term.TITLE_WRITING, "doc", "readme", "tutorial", "article", "blog", "translat", "video"),
            of(Term.TITLE_REPAIR, "bug", "fix", "error", "issue", "broken", "crash", "fail"),
            of(Term.TITLE_BUILDING, "implement", "build", "create", "develop", "design", "integrat"),
            of(Term.TITLE_CHANGE, "add", "updat", "chang", "improv", "remov"));

    TitleWords {
        beginnings = List.copyOf(beginnings);
    }

    private static TitleWords of(int term, String... beginnings) {
        return new TitleWords(term, List.of(beginnings));
    }

    /** Writes the terms that a title says by itself. */
    static void read(String title, float[] terms) {
        String bounded = title.length() > MAX_CHARS ? title.substring(0, MAX_CHARS) : title;
        List<String> words = Terms.words(bounded);
        ALL.forEach(group -> terms[group.term] = group.in(words) ? 1 : 0);
        terms[Term.TITLE_CHARS] = bounded.length();
    }

    private boolean in(List<String> words) {
        return words.stream().anyMatch(word -> beginnings.stream().anyMatch(word::startsWith));
    }
}
