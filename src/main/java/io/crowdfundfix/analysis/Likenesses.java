package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.FindDuplicates;
import io.crowdfundfix.analysis.AnalysisApi.SimilarBugs;
import io.crowdfundfix.analysis.FeedbackApi.Compare;
import io.crowdfundfix.bugs.DuplicatesApi.Likeness;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How alike the engine finds bugs, asked over the bus; people are not to wait for an engine that is away. */
final class Likenesses {
    private static final Logger LOG = LoggerFactory.getLogger(Likenesses.class);
    private static final int LOOKED_AT = 50;

    private final Bus bus;

    Likenesses(Bus bus) {
        this.bus = bus;
    }

    /** What a person was shown of this pair if it was suggested, or else what a comparison says; nothing without an engine. */
    Future<Likeness> of(long bug, long other) {
        return suggested(bug, LOOKED_AT)
                .compose(found -> found.bugs().stream()
                        .filter(similar -> similar.bugId() == other)
                        .findFirst()
                        .map(similar -> Future.succeededFuture(new Likeness(similar.score(), similar.evidence())))
                        .orElseGet(() -> compared(bug, other)));
    }

    private Future<Likeness> compared(long bug, long other) {
        return bus.request(FeedbackApi.COMPARE, new Compare(bug, other))
                .map(compared -> new Likeness(compared.score(), compared.evidence()))
                .otherwise(failure -> new Likeness(null, List.of()));
    }

    /** Bugs like this one, the most alike first. */
    Future<SimilarBugs> suggested(long bug, int limit) {
        return bus.request(AnalysisApi.FIND_DUPLICATES, new FindDuplicates(bug, limit))
                .recover(failure -> failure instanceof Fault fault && fault.kind() == Fault.Kind.UNAVAILABLE
                        ? without(fault)
                        : Future.failedFuture(failure));
    }

    private static Future<SimilarBugs> without(Fault fault) {
        LOG.warn("duplicates without the engine's suggestions: {}", fault.message());
        return Future.succeededFuture(new SimilarBugs(List.of()));
    }
}
