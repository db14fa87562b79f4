package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.duplicate.DuplicateModel.Report;

/** A report and the encoder's vectors of it, not yet compared by any model. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record QueryReport(String id, Report report, float[] title, float[] whole) {
    /** How a model makes profiles. */
    interface Profiling {
        Profile of(Report report, float[] title, float[] whole, Rarity in);
    }

    Profile profile(Profiling profiling, Rarity in) {
        return profiling.of(report, title, whole, in);
    }
}
