package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugsApi.BugFilter;
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
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of bugs: filtered and ordered in SQL, the next page found by key. */
final class BugListing {
    private static final String RANKED = "ranked";

    private final StringBuilder where = new StringBuilder("true");
    private final Parameters parameters = Parameters.none();
    private final ListBugs question;

    private BugListing(ListBugs question) {
        this.question = question;
    }

    static Future<BugPage> page(Session session, ListBugs question) {
        BugListing listing = new BugListing(question);
        listing.filter(question.filter());
        List<Long> ranked = question.ranked();
        if (ranked == null) {
            return listing.sorted(session, question.sort() == null ? Sort.NEWEST : question.sort());
        }
        listing.and("b.id = any(#{ids})", "ids", ranked.toArray(Long[]::new));
        return question.sort() == null ? listing.ranked(session, ranked) : listing.sorted(session, question.sort());
    }

    private void filter(BugFilter filter) {
        and("b.status = #{status}", "status", name(filter.status()));
        and("b.severity = #{severity}", "severity", name(filter.severity()));
        and("b.category = #{category}", "category", filter.category());
        and("exists (select 1 from bug_tags t where t.bug_id = b.id and t.tag = #{tag})", "tag", filter.tag());
        and("b.repo = #{repo}", "repo", filter.repo() == null ? null : RepoName.of(filter.repo()));
        and("b.predicted_bounty_cents >= #{min_bounty}", "min_bounty", filter.minBountyCents());
        and("b.created_by = #{created_by}", "created_by", filter.createdBy());
    }

    private void and(String clause, String name, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(clause);
            parameters.and(name, value);
        }
    }

    private Future<BugPage> sorted(Session session, Sort sort) {
        String order = sort.name().toLowerCase(Locale.ROOT);
        String column = column(sort);
        if (question.cursor() != null) {
            after(Cursor.decode(question.cursor(), order), sort);
        }
        return session.query(
                        "select " + BugStore.COLUMNS + " from bugs b where " + where + " order by " + column
                                + " desc nulls last, b.id desc limit #{limit}",
                        parameters.and("limit", question.limit() + 1),
                        BugStore::listed)
                .map(bugs -> page(bugs, last -> new Cursor(order, value(sort, last), last.id())));
    }

    /** A few rows that a search has ranked: fetched whole, put in the search's order, cut to the page. */
    private Future<BugPage> ranked(Session session, List<Long> ids) {
        long from = question.cursor() == null
                ? 0
                : Cursor.decode(question.cursor(), RANKED).id();
        return session.query("select " + BugStore.COLUMNS + " from bugs b where " + where, parameters, BugStore::listed)
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
        parameters.and("after_id", cursor.id());
        if (cursor.value().isEmpty()) {
            where.append(" and ").append(column).append(" is null and b.id < #{after_id}");
        } else {
            where.append(" and (%1$s < #{after} or (%1$s = #{after} and b.id < #{after_id}) or %1$s is null)"
                    .formatted(column));
            parameters.and("after", sortValue(sort, cursor.value()));
        }
    }

    private static Object sortValue(Sort sort, String value) {
        try {
            return switch (sort) {
                case NEWEST -> Times.toSql(Instant.parse(value));
                case PRIORITY -> Double.valueOf(value);
                case BOUNTY -> Long.valueOf(value);
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            throw Fault.invalid("cursor", "is not a cursor of this list");
        }
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

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
