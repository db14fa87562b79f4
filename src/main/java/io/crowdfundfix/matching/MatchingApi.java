package io.crowdfundfix.matching;

import static io.crowdfundfix.bus.Topic.topic;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.bus.Topic;
import io.crowdfundfix.fault.Check;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of matching. */
public final class MatchingApi {
    public static final Endpoint<MatchDevelopers, Matches> MATCH =
            Endpoint.<MatchDevelopers, Matches>endpoint("matching.match").atMost(256);

    /** A developer's profile is stored; nodes that match take it into their memory. */
    public static final Topic<ProfileChanged> PROFILE_CHANGED = topic("matching.profile_changed");

    public static final int MAX_LIMIT = 100;

    private MatchingApi() {}

    /**
     * Asks who would fix a bug.
     *
     * @param seed the same again gives the same answer while nothing has changed; null draws one
     * @param explain with the parts of each score
     */
    public record MatchDevelopers(
            long bug, int limit, @Nullable Long seed, boolean explain) implements BusMessage {
        public MatchDevelopers {
            Check.that().range("limit", limit, 1, MAX_LIMIT).done();
        }
    }

    /**
     * Who would fix the bug, the best first.
     *
     * @param seed replays this answer
     * @param complete false while a node that has just started has not read all profiles
     * @param calibrated false where the engine is not the one that the percentages were measured with
     */
    public record Matches(long bugId, long seed, boolean complete, boolean calibrated, List<Match> matches)
            implements BusMessage {
        public Matches {
            matches = List.copyOf(matches);
        }
    }

    /**
     * A developer who would fix the bug.
     *
     * @param matchScore 0…100
     * @param explanation null where nobody asked for it
     */
    public record Match(
            long developerId,
            String name,
            double matchScore,
            List<String> reasons,
            double reputation,
            int activeClaims,
            @Nullable Explanation explanation) {
        public Match {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * The parts of a score. Log-odds are added to those of {@code base}.
     *
     * @param skillsCosine null where he says nothing or the bug has no vector
     * @param fixesCosine null where he has fixed nothing or the bug has no vector
     * @param base 0…1, from skills and fixes alone
     * @param draw what the random variation made of the score, 0…1; who is shown is decided by it
     * @param explored whether he is shown only because of it
     */
    public record Explanation(
            @Nullable Double skillsCosine,
            double tagShare,
            @Nullable Double fixesCosine,
            double fixesLately,
            double base,
            double reputationLogOdds,
            double trackRecordLogOdds,
            double loadLogOdds,
            double priceLogOdds,
            double codeLogOdds,
            double draw,
            boolean explored) {}

    public record ProfileChanged(long developer) implements BusMessage {}
}
