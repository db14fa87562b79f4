package io.crowdfundfix.engine;

import io.crowdfundfix.engine.effort.EffortEstimate;
import io.crowdfundfix.engine.issuetype.Classified;
import io.crowdfundfix.engine.price.PriceEstimate;
import io.crowdfundfix.engine.triage.ResolutionModel.Days;
import org.jspecify.annotations.Nullable;

/** What the trained models say of a report; null where there is no such model, and a heuristic has to answer. */
record Learned(
        @Nullable Classified type,
        @Nullable PriceEstimate price,
        @Nullable EffortEstimate effort,
        @Nullable Days days) {
    static final Learned NOTHING = new Learned(null, null, null, null);
}
