package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugsApi.BugFilter;
import io.crowdfundfix.database.Parameters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The {@code where} of a query over {@code bugs b}: what is not asked for is left out of it. */
final class BugConditions {
    private final StringBuilder where = new StringBuilder("true");
    private final Parameters parameters = Parameters.none();

    private BugConditions() {}

    static BugConditions of(BugFilter filter) {
        BugConditions conditions = new BugConditions();
        conditions.and("b.status = #{status}", "status", name(filter.status()));
        conditions.and("b.severity = #{severity}", "severity", name(filter.severity()));
        conditions.and("b.category = #{category}", "category", filter.category());
        conditions.and(
                "exists (select 1 from bug_tags t where t.bug_id = b.id and t.tag = #{tag})", "tag", filter.tag());
        conditions.and("b.repo = #{repo}", "repo", filter.repo() == null ? null : RepoName.of(filter.repo()));
        conditions.and("b.repository_id = #{repository}", "repository", filter.repositoryId());
        conditions.and("b.predicted_bounty_cents >= #{min_bounty}", "min_bounty", filter.minBountyCents());
        conditions.and("b.created_by = #{created_by}", "created_by", filter.createdBy());
        return conditions;
    }

    /** Adds a clause, unless its value is null. */
    void and(String clause, String name, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(clause);
            parameters.and(name, value);
        }
    }

    /** Each of these words stands in the title or the description, in whatever case. */
    void andWords(List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            String name = "word" + i;
            and(
                    "(b.title ilike #{%1$s} or b.description ilike #{%1$s})".formatted(name),
                    name,
                    "%" + escaped(words.get(i)) + "%");
        }
    }

    String where() {
        return where.toString();
    }

    Parameters parameters() {
        return parameters;
    }

    private static String escaped(String word) {
        return word.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
