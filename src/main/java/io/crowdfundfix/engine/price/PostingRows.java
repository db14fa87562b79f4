package io.crowdfundfix.engine.price;

import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.fault.Fault;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads the rows of a bounty marketplace. Status, success and price are known only afterwards and are no part of a posting. */
final class PostingRows {
    private static final double SECONDS_OF_DAY = 86_400;
    private static final List<String> EXPERIENCE = List.of("beginner", "intermediate", "advanced");
    private static final List<String> LENGTH = List.of("hours", "days", "weeks", "months");
    private static final List<String> CONTEST = List.of("traditional", "cooperative", "contest");
    private static final Set<String> DOLLARS = Set.of("DAI", "SAI", "USDC", "USDT", "TUSD", "PAX");
    private static final Pattern ISSUE = Pattern.compile("/(?:issues|pull)/(\\d{1,9})");
    private static final Pattern HACKATHON = Pattern.compile("hackathon|ethdenver|ethsf|ethberlin|ethglobal");

    private PostingRows() {}

    static boolean holds(Row row) {
        return row.json().has("org") || row.json().has("token");
    }

    static List<Posting> read(List<Row> rows, Texts texts) {
        float[][] vectors = texts.vectors(rows.stream().map(PostingRows::title).toList());
        return IntStream.range(0, rows.size())
                .mapToObj(i -> read(rows.get(i), vectors[i]))
                .toList();
    }

    private static Posting read(Row row, float[] vector) {
        return new Posting(row.id(), day(row), repository(row), row.text("keywords"), terms(row), vector);
    }

    /** May be blank, as some are, but must be there. */
    static String title(Row row) {
        return row.json().has("title") ? row.text("title") : row.required("title");
    }

    private static double day(Row row) {
        String created = row.text("created");
        try {
            return created.isBlank()
                    ? Double.POSITIVE_INFINITY
                    : Instant.parse(created).getEpochSecond() / SECONDS_OF_DAY;
        } catch (DateTimeParseException e) {
            throw Fault.invalid(row.file() + ":" + row.number(), "created is no time like 2020-01-31T12:00:00Z");
        }
    }

    private static String repository(Row row) {
        return row.has("org") ? row.text("org") + "/" + row.text("repo") : "";
    }

    private static float[] terms(Row row) {
        float[] terms = Posting.noTerms();
        TitleWords.read(row.text("title"), terms);
        put(terms, Term.EXPERIENCE, place(EXPERIENCE, row.text("experience_level")));
        put(terms, Term.LENGTH, place(LENGTH, row.text("project_length")));
        put(terms, Term.CONTEST, place(CONTEST, row.text("project_type")));
        put(terms, Term.APPROVAL, row.has("permission_type") ? is(row.text("permission_type"), "approval") : Float.NaN);
        put(terms, Term.DESCRIPTION, (float) Math.log1p(row.number("description_length", Double.NaN)));
        put(terms, Term.EXPIRES, (float) Math.log1p(row.number("days_to_expire", Double.NaN)));
        put(terms, Term.TOKEN, token(row.text("token")));
        Matcher issue = ISSUE.matcher(row.text("github_url"));
        put(terms, Term.ISSUE_NUMBER, issue.find() ? (float) Math.log1p(Integer.parseInt(issue.group(1))) : Float.NaN);
        if (row.has("bounty_type")) {
            kind(row.text("bounty_type"), terms);
        }
        keywords(row.text("keywords"), terms);
        return terms;
    }

    /** Says which kind of work it is; a word that is no kind counts as another one. */
    static void kind(String type, float[] terms) {
        put(terms, Term.FEATURE, is(type, "feature"));
        put(terms, Term.IMPROVEMENT, is(type, "improvement"));
        put(terms, Term.BUG, is(type, "bug"));
        put(terms, Term.DOCUMENTATION, is(type, "documentation"));
        put(terms, Term.OTHER, is(type, "other"));
        put(terms, Term.SPECIALIST, is(type, "security") + is(type, "design") + is(type, "code review"));
    }

    private static void keywords(String keywords, float[] terms) {
        put(terms, Term.KEYWORDS, keywords.isBlank() ? 0 : keywords.split(",").length);
        boolean hackathon = HACKATHON.matcher(keywords.toLowerCase(Locale.ROOT)).find();
        put(terms, Term.HACKATHON, hackathon ? 1 : 0);
    }

    private static float token(String token) {
        if (token.isBlank()) {
            return Float.NaN;
        }
        return token.equals("ETH") || token.equals("WETH") ? 0 : DOLLARS.contains(token) ? 1 : 2;
    }

    private static float place(List<String> names, String name) {
        int place = names.indexOf(name.toLowerCase(Locale.ROOT));
        return place < 0 ? Float.NaN : place;
    }

    private static float is(String value, String wanted) {
        return value.equalsIgnoreCase(wanted) ? 1 : 0;
    }

    private static void put(float[] terms, int term, float value) {
        terms[term] = value;
    }
}
