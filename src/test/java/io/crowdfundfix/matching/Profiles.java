package io.crowdfundfix.matching;

import io.crowdfundfix.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Invented profiles. */
@SuppressWarnings("NullAway") // it does not see in a class file that an array may be null
final class Profiles {
    static final String MODEL = "invented";
    static final Instant NOW = MutableClock.START;

    private Profiles() {}

    /** Somebody whom nobody has seen at work. */
    static Profile newcomer(long developer, float @Nullable [] saying, String... skills) {
        return profile(developer, saying, null, 0, List.of(), skills);
    }

    /** Somebody who has fixed so many bugs, one a day until now. */
    static Profile proven(long developer, float[] fixing, int fixes, String... skills) {
        List<Fixed> fixed = LongStream.range(0, fixes)
                .mapToObj(day -> new Fixed(1_000 + day, NOW.minus(Duration.ofDays(day))))
                .toList();
        return profile(developer, null, fixing, fixes, fixed, skills);
    }

    private static Profile profile(
            long developer,
            float @Nullable [] saying,
            float @Nullable [] fixing,
            int successes,
            List<Fixed> fixes,
            String... skills) {
        return new Profile(
                developer,
                MODEL,
                "Developer " + developer,
                List.of(skills),
                saying,
                fixing,
                0,
                null,
                0,
                successes,
                0,
                fixes,
                false,
                NOW);
    }

    /** The same with other circumstances. */
    static Profile with(Profile profile, double reputation, @Nullable Long asking, int claims, int failures) {
        return new Profile(
                profile.developer(),
                profile.model(),
                profile.name(),
                profile.skills(),
                profile.saying(),
                profile.fixing(),
                reputation,
                asking,
                claims,
                profile.successes(),
                failures,
                profile.fixes(),
                false,
                profile.at());
    }

    /** A unit vector that points mostly along one axis. */
    static float[] along(int axis) {
        float[] vector = new float[64];
        vector[axis] = 1;
        return vector;
    }
}
