package io.crowdfundfix.journal;

import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
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
            List<Parameters> rows = new ArrayList<>();
            for (int i = 0; i < summed.size(); i++) {
                Delta delta = summed.get(i);
                rows.add(Parameters.with("id", drawn.get(i))
                        .and("metric", delta.metric())
                        .and("dimension", delta.dimension())
                        .and("day", delta.epochDay())
                        .and("events", delta.events())
                        .and("cents", delta.cents()));
            }
            return transaction.batch("""
                    insert into analytics_deltas (id, metric, dimension, epoch_day, events, cents)
                    values (#{id}, #{metric}, #{dimension}, #{day}, #{events}, #{cents})
                    """, rows);
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
