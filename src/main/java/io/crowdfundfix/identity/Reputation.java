package io.crowdfundfix.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * The sum of somebody's points, each worth half after each half-life, as it was at a moment. Decay forgets how old a sum's parts are, so
 * that the sum can be rolled on instead of being added up again.
 *
 * @param points may be negative: who has lost much climbs back through it
 */
record Reputation(double points, Instant at) {
    private static final double HALF_LIFE_MS = ReputationApi.HALF_LIFE.toMillis();
    private static final double SHOWN_STEPS = 100;

    static Reputation none(Instant at) {
        return new Reputation(0, at);
    }

    /** With these points of that moment, which may lie before or after this sum's. */
    Reputation plus(double more, Instant when) {
        Instant later = when.isAfter(at) ? when : at;
        return new Reputation(worth(points, at, later) + worth(more, when, later), later);
    }

    /** What is shown at this moment: never below zero, in hundredths. */
    double shown(Instant now) {
        return Math.round(Math.max(0, worth(points, at, now)) * SHOWN_STEPS) / SHOWN_STEPS;
    }

    /** Whether it says the same as another, also where both are below zero: sums of the same parts differ by the order of adding. */
    boolean isAbout(Reputation other) {
        Instant later = at.isAfter(other.at) ? at : other.at;
        return Math.abs(worth(points, at, later) - worth(other.points, other.at, later)) < 0.5 / SHOWN_STEPS;
    }

    private static double worth(double points, Instant from, Instant to) {
        double age = Math.max(0, Duration.between(from, to).toMillis());
        return points * Math.pow(2, -age / HALF_LIFE_MS);
    }
}
