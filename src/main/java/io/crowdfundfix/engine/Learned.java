package io.crowdfundfix.engine;

import io.crowdfundfix.engine.effort.EffortEstimate;
import io.crowdfundfix.engine.issuetype.Classified;
import io.crowdfundfix.engine.price.PriceEstimate;
import io.crowdfundfix.engine.triage.ResolutionModel.Days;
import org.jspecify.annotations.Nullable;

/** What the trained models say of a report; null where there is no such model, and a heuristic has to answer. */
record Learned(
        @Nullable TypeOpinion type,
        @Nullable PriceEstimate price,
        @Nullable EffortEstimate effort,
        @Nullable Days days) {
    /**
     * What the report is, where types are as frequent as each other.
     *
     * @param atHome the model has learned from the same repository
     */
    record TypeOpinion(Classified classified, boolean atHome) {}
}
