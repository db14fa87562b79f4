package io.crowdfundfix.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What matching knows of a developer at a moment.
 *
 * @param model made the vectors
 * @param skills by their {@link SkillNames}
 * @param saying vector of what he says he can do; null where he says nothing
 * @param fixing mean of the vectors of what he has fixed, the older the lighter; null where he has fixed nothing
 * @param reputation as it was at {@code at}
 * @param askingCents the least he wants for a fix; null where he has not said
 * @param fixes the latest first, 100 at most
 * @param removed he is no developer any more, or blocked
 * @param at when what it is made from began to be read
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Profile(
        long developer,
        String model,
        String name,
        List<String> skills,
        float @Nullable [] saying,
        float @Nullable [] fixing,
        double reputation,
        @Nullable Long askingCents,
        int activeClaims,
        int successes,
        int failures,
        List<Fixed> fixes,
        boolean removed,
        Instant at) {
    private static final double DAY_MS = Duration.ofDays(1).toMillis();

    Profile {
        skills = List.copyOf(skills);
        fixes = List.copyOf(fixes);
    }

    /** Claims that have ended, one way or the other. */
    int observations() {
        return Math.max(successes, fixes.size()) + failures;
    }

    /** Nobody has seen him at work. */
    boolean isNewcomer() {
        return observations() == 0;
    }

    /** How many bugs he has fixed, each worth half after each half-life. */
    double fixesLately(Instant now, Duration halfLife) {
        double sum = 0;
        for (Fixed fix : fixes) {
            sum += Math.pow(2, -days(fix.at(), now) / (halfLife.toMillis() / DAY_MS));
        }
        return sum;
    }

    /** 1 just after a fix, half of it a half-life later, 0 without any. */
    double recency(Instant now, Duration halfLife) {
        return fixes.isEmpty() ? 0 : Math.pow(2, -days(fixes.get(0).at(), now) / (halfLife.toMillis() / DAY_MS));
    }

    private static double days(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / DAY_MS;
    }

    Profile withoutVectors() {
        return new Profile(
                developer,
                model,
                name,
                skills,
                null,
                null,
                reputation,
                askingCents,
                activeClaims,
                successes,
                failures,
                fixes,
                removed,
                at);
    }
}
