package io.crowdfundfix.matching;

import java.util.SplittableRandom;

/**
 * Thompson sampling: who gets a place that is drawn for is decided by draws from what is believed of each, Beta(successes + a,
 * failures + b). The mean is the score itself; the fewer claims of somebody have ended, the wider his draws, so that newcomers get seen
 * where they may be better than they seem.
 */
final class Variation {
    /** As if so many claims had ended before the first. */
    static final double PRIOR_OBSERVATIONS = 10;

    private static final double MOST_OBSERVATIONS = 200;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long seed;
    private final double prior;

    Variation(long seed) {
        this(seed, PRIOR_OBSERVATIONS);
    }

    Variation(long seed, double prior) {
        this.seed = seed;
        this.prior = prior;
    }

    /** The same for the same developer and score, whoever else is asked about. */
    double draw(long developer, double score, int observations) {
        SplittableRandom random = new SplittableRandom(order(developer));
        double weight = prior + Math.min(MOST_OBSERVATIONS, observations);
        double successes = gamma(random, score * weight);
        double failures = gamma(random, (1 - score) * weight);
        double sum = successes + failures;
        return sum > 0 ? successes / sum : score;
    }

    /** A number for each developer, at random but for the seed. */
    long order(long developer) {
        long mixed = (seed + 1) * GOLDEN ^ developer * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        mixed = (mixed ^ mixed >>> 29) * GOLDEN;
        return mixed ^ mixed >>> 32;
    }

    /** Marsaglia and Tsang 2000; a shape below one by the power of a uniform. */
    private static double gamma(SplittableRandom random, double shape) {
        if (shape < 1) {
            return gamma(random, shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double normal = normal(random);
            double v = Math.pow(1 + c * normal, 3);
            double uniform = 1 - random.nextDouble();
            if (v > 0 && Math.log(uniform) < normal * normal / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /** Box and Muller 1958. */
    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
