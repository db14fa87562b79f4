package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugsApi.BugPage;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.ListBugs;
import io.crowdfundfix.bugs.BugsApi.Sort;
import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Pages of bugs: filtered and ordered in SQL, the next page found by key. */
final class BugListing {
    private static final String RANKED = "ranked";

    private final BugConditions conditions;
    private final ListBugs question;

    private BugListing(ListBugs question) {
        this.question = question;
        this.conditions = BugConditions.of(question.filter());
    }

    static Future<BugPage> page(Session session, ListBugs question) {
        BugListing listing = new BugListing(question);
        List<Long> ranked = question.ranked();
        if (ranked == null) {
            return listing.sorted(session, question.sort() == null ? Sort.NEWEST : question.sort());
        }
        listing.conditions.and("b.id = any(#{ids})", "ids", ranked.toArray(Long[]::new));
        return question.sort() == null ? listing.ranked(session, ranked) : listing.sorted(session, question.sort());
    }

    /** Those of these that are neither resolved nor closed. */
    static Future<List<Long>> open(Session session, List<Long> bugs) {
        return session.query(
                "select id from bugs where id = any(#{bugs}) and status not in ('RESOLVED', 'CLOSED')",
                Parameters.with("bugs", bugs.toArray(Long[]::new)),
                row -> row.getLong("id"));
    }

    private Future<BugPage> sorted(Session session, Sort sort) {
        String order = sort.name().toLowerCase(Locale.ROOT);
        if (question.cursor() != null) {
            after(Cursor.decode(question.cursor(), order), sort);
        }
        return session.query(
                        "select " + BugStore.COLUMNS + " from bugs b where " + conditions.where() + " order by "
                                + order(sort) + " limit #{limit}",
                        conditions.parameters().and("limit", question.limit() + 1),
                        BugStore::listed)
                .map(bugs -> page(bugs, last -> new Cursor(order, value(sort, last), last.id())));
    }

    /** A few rows that a search has ranked: fetched whole, put in the search's order, cut to the page. */
    private Future<BugPage> ranked(Session session, List<Long> ids) {
        long from = question.cursor() == null
                ? 0
                : Cursor.decode(question.cursor(), RANKED).id();
        return session.query(
                        "select " + BugStore.COLUMNS + " from bugs b where " + conditions.where(),
                        conditions.parameters(),
                        BugStore::listed)
                .map(bugs -> bugs.stream()
                        .sorted(Comparator.comparingInt(bug -> ids.indexOf(bug.id())))
                        .filter(bug -> ids.indexOf(bug.id()) >= from)
                        .limit(question.limit() + 1L)
                        .toList())
                .map(bugs -> page(bugs, last -> new Cursor(RANKED, "", ids.indexOf(last.id()) + 1L)));
    }

    private BugPage page(List<BugView> bugs, Function<BugView, Cursor> cursor) {
        boolean more = bugs.size() > question.limit();
        List<BugView> shown = more ? bugs.subList(0, question.limit()) : bugs;
        return new BugPage(
                shown, more ? cursor.apply(shown.get(shown.size() - 1)).encoded() : null);
    }

    private void after(Cursor cursor, Sort sort) {
        String column = column(sort);
        if (cursor.value().isEmpty()) {
            conditions.and(column + " is null and b.id < #{after_id}", "after_id", cursor.id());
            return;
        }
        String rest = sort == Sort.NEWEST
                ? "(b.created_at, b.id) < (#{after}, #{after_id})"
                : "(%1$s < #{after} or (%1$s = #{after} and b.id < #{after_id}) or %1$s is null)".formatted(column);
        conditions.and(rest, "after_id", cursor.id());
        conditions.parameters().and("after", sortValue(sort, cursor.value()));
    }

    /** As the index of each order has it; a time is never null. */
    private static String order(Sort sort) {
        return column(sort) + (sort == Sort.NEWEST ? " desc" : " desc nulls last") + ", b.id desc";
    }

    private static Object sortValue(Sort sort, String value) {
        try {
            return switch (sort) {
                case NEWEST -> Times.toSql(moment(value));
                case PRIORITY -> Double.valueOf(value);
                case BOUNTY -> Long.valueOf(value);
            };
        } catch (NumberFormatException | DateTimeException e) {
            throw Fault.invalid("cursor", "is not a cursor of this list");
        }
    }

    /** Years beyond 9999, which ISO 8601 marks with a sign, are none of ours, and more than the databases take. */
    private static Instant moment(String value) {
        if (!Character.isDigit(value.charAt(0))) {
            throw new DateTimeException(value);
        }
        return Instant.parse(value);
    }

    private static String value(Sort sort, BugView bug) {
        Object value = switch (sort) {
            case NEWEST -> bug.createdAt();
            case PRIORITY -> bug.aiPriorityScore();
            case BOUNTY -> bug.predictedBountyCents();
        };
        return value == null ? "" : value.toString();
    }

    private static String column(Sort sort) {
        return switch (sort) {
            case NEWEST -> "b.created_at";
            case PRIORITY -> "b.ai_priority_score";
            case BOUNTY -> "b.predicted_bounty_cents";
        };
    }
}
