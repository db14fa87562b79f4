package io.crowdfundfix.journal;

import io.crowdfundfix.database.Columns;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Session;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what changes add to the figures of analytics, in their transaction. */
public final class Deltas {
    private final Ids ids = new Ids("analytics_delta_ids", 1_000);

    /** Adds these; those of one figure and day become one row. */
    public Future<Void> add(Session transaction, Collection<Delta> deltas) {
        List<Delta> summed = summed(deltas);
        return ids.next(transaction, summed.size()).compose(drawn -> {
            Iterator<Long> next = drawn.iterator();
            return transaction.insert(
                    "analytics_deltas",
                    Columns.of(summed)
                            .number("id", delta -> next.next())
                            .text("metric", Delta::metric)
                            .text("dimension", Delta::dimension)
                            .number("epoch_day", Delta::epochDay)
                            .number("events", Delta::events)
                            .number("cents", Delta::cents));
        });
    }

    private record Figure(String metric, String dimension, long day) {}

    private static List<Delta> summed(Collection<Delta> deltas) {
        Map<Figure, Delta> sums = new LinkedHashMap<>();
        for (Delta delta : deltas) {
            sums.merge(
                    new Figure(delta.metric(), delta.dimension(), delta.epochDay()),
                    delta,
                    (sum, more) -> new Delta(
                            sum.metric(),
                            sum.dimension(),
                            sum.epochDay(),
                            sum.events() + more.events(),
                            sum.cents() + more.cents()));
        }
        return sums.values().stream()
                .filter(delta -> delta.events() != 0 || delta.cents() != 0)
                .toList();
    }
}
