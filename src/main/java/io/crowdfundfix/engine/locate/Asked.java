package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.Frame;
import java.time.Instant;
import java.util.List;

/**
 * A report taken apart for the search.
 *
 * @param before only fixes of that time and earlier count
 * @param id of the report itself, whose own fix does not count
 */
record Asked(LocateQuery query, ReportedFrames reported, Instant before, String id) {
    static Asked of(LocateQuery query) {
        return of(query, Instant.MAX, query.ownFix());
    }

    static Asked of(LocateQuery query, Instant before, String id) {
        return new Asked(query, ReportedFrames.of(query.description(), query.stackTrace()), before, id);
    }

    List<Frame> frames() {
        return reported.frames();
    }

    String prose() {
        return reported.prose();
    }
}
