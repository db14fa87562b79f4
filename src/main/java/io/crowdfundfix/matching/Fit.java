package io.crowdfundfix.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for a developer's fixing a bug, before anything about money, time and standing.
 *
 * @param lately how many bugs he has fixed, each worth half after {@link #LATELY}
 * @param recency 1 just after a fix, half of it after {@link #RECENTLY}
 */
record Fit(Likeness alike, double lately, double recency) {
    static final Duration LATELY = Duration.ofDays(90);
    static final Duration RECENTLY = Duration.ofDays(30);

    /** Beyond it words are copied rather than meant, and shared tags must not count for less than they. */
    private static final double MOST_SAID = 0.7;

    static final List<String> FEATURES = List.of(
            "bias",
            "says",
            "unasked",
            "saying_untagged",
            "tags",
            "fixes",
            "fixing",
            "lately",
            "recency",
            "fixing_lately");

    /**
     * How a profile and a bug are alike.
     *
     * @param saying cosine of the bug to what he says he can do; null where one of them has no vector
     * @param asks whether the bug asks for any skill
     * @param tags the share of what the bug asks for that he says he knows, 0…1
     * @param fixing cosine of the bug to what he has fixed; null where one of them has no vector
     */
    record Likeness(
            @Nullable Double saying,
            boolean asks,
            double tags,
            @Nullable Double fixing) {}

    static Fit of(Profile profile, Likeness alike, Instant now) {
        return new Fit(alike, profile.fixesLately(now, LATELY), profile.recency(now, RECENTLY));
    }

    /** In the order of {@link #FEATURES}. */
    double[] features() {
        Double saying = alike.saying();
        Double fixing = alike.fixing();
        double says = saying == null ? 0 : 1;
        double spoken = saying == null ? 0 : Math.min(MOST_SAID, saying);
        double unasked = alike.asks() ? 0 : 1;
        double fixes = fixing == null ? 0 : 1;
        double near = fixing == null ? 0 : fixing;
        double activity = Math.log1p(lately);
        return new double[] {
            1, says, unasked, spoken * (1 - alike.tags()), alike.tags(), fixes, near, activity, recency, near * activity
        };
    }
}
