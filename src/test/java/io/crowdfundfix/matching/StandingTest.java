package io.crowdfundfix.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.identity.ReputationApi;
import io.crowdfundfix.matching.CodeKnowledge.Knowing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // it does not see in a class file that an array may be null
class StandingTest {
    private static final Profile PLAIN = Profiles.newcomer(1, null, "java");

    @Test
    void whoHasNothingMovesNothing() {
        Standing none = standing(PLAIN, 10_000L, Profiles.NOW);
        assertEquals(0, none.logOdds());
        assertEquals(0.3, none.moved(0.3), 1e-12);
    }

    @Test
    void eachClaimLowersTheScore() {
        double before = 0.5;
        for (int claims = 1; claims <= 10; claims++) {
            double score = standing(Profiles.with(PLAIN, 0, null, claims, 0), null, Profiles.NOW)
                    .moved(0.5);
            assertTrue(score < before, claims + " claims");
            before = score;
        }
        assertTrue(before > 0);
    }

    @Test
    void aPriceBeyondTheOfferLowersTheScoreAndOneWithinDoesNot() {
        Profile asking = Profiles.with(PLAIN, 0, 20_000L, 0, 0);
        assertEquals(0, standing(asking, 20_000L, Profiles.NOW).price());
        assertEquals(0, standing(asking, null, Profiles.NOW).price());
        assertEquals(-0.8, standing(asking, 10_000L, Profiles.NOW).price(), 1e-9);
        assertEquals(-2.4, standing(asking, 1L, Profiles.NOW).price());
        assertEquals(-2.4, standing(asking, 0L, Profiles.NOW).price());
    }

    @Test
    void reputationRaisesAndFades() {
        Profile known = Profiles.with(PLAIN, 300, null, 0, 0);
        double now = standing(known, null, Profiles.NOW).reputation();
        double later = standing(known, null, Profiles.NOW.plus(ReputationApi.HALF_LIFE))
                .reputation();
        assertEquals(0.3, now, 1e-9);
        assertTrue(later < now && later > 0);
        assertEquals(
                0.6,
                standing(Profiles.with(PLAIN, 1e9, null, 0, 0), null, Profiles.NOW)
                        .reputation());
    }

    @Test
    void failuresLowerAndSuccessesRaise() {
        assertTrue(standing(Profiles.with(PLAIN, 0, null, 0, 3), null, Profiles.NOW)
                        .trackRecord()
                < 0);
        assertTrue(standing(Profiles.proven(1, Profiles.along(0), 5), null, Profiles.NOW)
                        .trackRecord()
                > 0);
    }

    private static Standing standing(Profile profile, @Nullable Long offer, Instant now) {
        return Standing.of(profile, sought(offer, Map.of()), now, ReputationApi.HALF_LIFE);
    }

    private static Sought sought(@Nullable Long offer, Map<Long, Knowing> knowing) {
        return new Sought(1, 2, "", null, Map.of(), List.of(), offer, knowing);
    }

    @Test
    void whoWroteTheCodeIsRaisedByHowMuchOfItHeWrote() {
        Sought bug = sought(null, Map.of(1L, new Knowing(0.5, "Cart.java", 1), 7L, new Knowing(1, "Cart.java", 1)));
        Standing half = Standing.of(PLAIN, bug, Profiles.NOW, ReputationApi.HALF_LIFE);
        Standing stranger = Standing.of(Profiles.newcomer(3, null, "java"), bug, Profiles.NOW, ReputationApi.HALF_LIFE);
        assertEquals(2, half.code());
        assertEquals(0, stranger.code());
        assertTrue(half.moved(0.1) > stranger.moved(0.1));
    }
}
