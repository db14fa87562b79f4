package io.crowdfundfix.engine.price;

/**
 * A report that is to be priced, or was.
 *
 * @param id its own among all prices that an installation knows
 * @param repository owner/name; empty if unknown
 * @param day days since 1970 with a fraction
 * @param vector its meaning, of length one
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier into the model, never compared
public record PricedReport(String id, String title, String body, String repository, double day, float[] vector) {
    Posting posting() {
        float[] terms = Posting.noTerms();
        TitleWords.read(title, terms);
        terms[Term.DESCRIPTION] = (float) Math.log1p(body.length());
        return new Posting(id, day, repository, "", terms, vector);
    }
}
