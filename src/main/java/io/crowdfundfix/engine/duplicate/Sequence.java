package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.task.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** In which order the reports of a collection came, as their numbers say it; empty where that must not count. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record Sequence(long[] ids) {
    static final Sequence UNKNOWN = new Sequence(new long[0]);

    /**
     * Unknown if an id is no number, or if the collection was put together from parts of different times: then the numbers
     * would tell the parts apart, which no tracker offers.
     */
    static Sequence of(List<Row> corpus) {
        if (!corpus.stream().allMatch(row -> row.text("id").matches("\\d{1,18}"))) {
            return UNKNOWN;
        }
        Map<String, long[]> roleToIds = corpus.stream()
                .collect(Collectors.groupingBy(
                        row -> row.text("role"), Collectors.collectingAndThen(Collectors.toList(), Sequence::sorted)));
        for (long[] one : roleToIds.values()) {
            long middle = one[one.length / 2];
            if (roleToIds.values().stream().anyMatch(other -> middle < other[0] || middle > other[other.length - 1])) {
                return UNKNOWN;
            }
        }
        return new Sequence(sorted(corpus));
    }

    private static long[] sorted(List<Row> rows) {
        return rows.stream()
                .mapToLong(row -> Long.parseLong(row.text("id")))
                .sorted()
                .toArray();
    }

    /** Share of the reports between both, positive if the candidate is older than the query; NaN if unknown. */
    float between(String query, String candidate) {
        if (ids.length == 0 || !query.matches("\\d{1,18}")) {
            return Float.NaN;
        }
        return (place(query) - place(candidate)) / (float) ids.length;
    }

    private int place(String id) {
        int found = Arrays.binarySearch(ids, Long.parseLong(id));
        return found < 0 ? -found - 1 : found;
    }
}
