package io.crowdfundfix.engine.price;

import io.crowdfundfix.engine.learn.Terms;
import java.util.Arrays;
import java.util.Locale;

/**
 * Work that somebody offers to pay for, as it is known on the day it is offered.
 *
 * @param day days since 1970 with a fraction; infinite if it is not known, which means now
 * @param repository owner/name; empty if unknown
 * @param keywords as they were typed; empty if none
 * @param terms at the places of {@link Term}
 * @param vector the meaning of its title, of length one
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between rows and features, never compared
record Posting(String id, double day, String repository, String keywords, float[] terms, float[] vector) {
    static float[] noTerms() {
        float[] terms = new float[Term.COUNT];
        Arrays.fill(terms, Float.NaN);
        return terms;
    }

    int idKey() {
        return key(id);
    }

    int ownerKey() {
        int slash = repository.indexOf('/');
        return slash < 0 ? 0 : key(repository.substring(0, slash));
    }

    int repositoryKey() {
        return key(repository);
    }

    int keywordsKey() {
        return key(keywords);
    }

    /** Whether it says anything that only a marketplace asks for. */
    boolean formal() {
        return !Float.isNaN(terms[Term.TOKEN])
                || !Float.isNaN(terms[Term.CONTEST])
                || !Float.isNaN(terms[Term.EXPIRES]);
    }

    /** The same offer as an ordinary bug report would tell it: its words and its place, none of the marketplace's forms. */
    Posting told() {
        float[] plain = noTerms();
        plain[Term.DESCRIPTION] = terms[Term.DESCRIPTION];
        System.arraycopy(terms, Term.TITLE_CHARS, plain, Term.TITLE_CHARS, Term.COUNT - Term.TITLE_CHARS);
        return new Posting(id, day, repository, "", plain, vector);
    }

    private static int key(String name) {
        return name.isBlank() ? 0 : Terms.hash(name.strip().toLowerCase(Locale.ROOT));
    }
}
