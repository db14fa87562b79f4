package io.crowdfundfix.identity;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.fault.Check;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What others may ask about what reputation comes from; {@link IdentityApi#RECORD_REPUTATION} adds to it. */
public final class ReputationApi {
    public static final Endpoint<RecomputeReputation, ReputationRecomputed> RECOMPUTE =
            Endpoint.<RecomputeReputation, ReputationRecomputed>endpoint("identity.recompute_reputation")
                    .within(Duration.ofSeconds(30))
                    .atMost(4);
    public static final Endpoint<ReadTrackRecord, TrackRecord> READ_TRACK_RECORD =
            endpoint("identity.read_track_record");

    /** What was earned so long ago is worth half. */
    public static final Duration HALF_LIFE = Duration.ofDays(365);

    private ReputationApi() {}

    /**
     * Computes the reputation of some people anew from their events, in the order of their ids.
     *
     * @param after the id before the first; 0 begins with everybody's first
     */
    public record RecomputeReputation(long after, int limit) implements BusMessage {
        public static final int MOST_AT_ONCE = 500;

        public RecomputeReputation {
            Check.that().range("limit", limit, 1, MOST_AT_ONCE).done();
        }
    }

    /**
     * What a computation found.
     *
     * @param changed of how many it was not what was stored
     * @param next goes on after this id; null when everybody is done
     */
    public record ReputationRecomputed(
            int users, int changed, @Nullable Long next) implements BusMessage {}

    public record ReadTrackRecord(long user) implements BusMessage {}

    /**
     * How somebody's work has ended.
     *
     * @param successes fixes that were paid
     * @param failures verifications failed, disputes lost, claims expired
     */
    public record TrackRecord(long user, int successes, int failures) implements BusMessage {}
}
