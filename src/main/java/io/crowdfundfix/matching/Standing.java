package io.crowdfundfix.matching;

import io.crowdfundfix.matching.CodeKnowledge.Knowing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a developer's reputation, record, load, price and knowledge of the code do to the odds of a match; each part is added to the log-odds. No public data
 * say how much these count: the amounts are ours, small beside what skills and fixes say.
 */
record Standing(double reputation, double trackRecord, double load, double price, double code) {
    private static final double FOR_EACH_CLAIM = -0.35;
    private static final double MOST_CLAIMS = 10;
    private static final double FOR_REPUTATION = 0.15;
    private static final double MOST_FOR_REPUTATION = 0.6;
    private static final double USUAL_REPUTATION = 100;
    private static final double FOR_RECORD = 0.5;
    /** As if everybody had begun with so many successes and as many failures. */
    private static final double PRIOR = 2;

    /** Who wrote all of the code in question: as good as a close likeness of what somebody has fixed. */
    private static final double FOR_ALL_THE_CODE = 4;

    private static final double FOR_TWICE_THE_OFFER = -0.8;
    private static final double MOST_FOR_PRICE = -2.4;

    /**
     * Of a developer at a moment.
     *
     * @param bug to be fixed
     */
    static Standing of(Profile developer, Sought bug, Instant now, Duration halfLife) {
        double points = reputation(developer, now, halfLife);
        double successes = Math.max(developer.successes(), developer.fixes().size());
        return new Standing(
                Math.min(MOST_FOR_REPUTATION, FOR_REPUTATION * log2(1 + points / USUAL_REPUTATION)),
                FOR_RECORD * Math.log((successes + PRIOR) / (developer.failures() + PRIOR)),
                FOR_EACH_CLAIM * Math.min(MOST_CLAIMS, developer.activeClaims()),
                price(developer.askingCents(), bug.offerCents()),
                code(bug.knowing().get(developer.developer())));
    }

    static double reputation(Profile developer, Instant now, Duration halfLife) {
        double age = Math.max(0, Duration.between(developer.at(), now).toMillis());
        return developer.reputation() * Math.pow(2, -age / halfLife.toMillis());
    }

    private static double price(@Nullable Long asking, @Nullable Long offer) {
        if (asking == null || offer == null || asking <= offer) {
            return 0;
        }
        return offer <= 0
                ? MOST_FOR_PRICE
                : Math.max(MOST_FOR_PRICE, FOR_TWICE_THE_OFFER * log2((double) asking / offer));
    }

    private static double code(@Nullable Knowing knowing) {
        return knowing == null ? 0 : FOR_ALL_THE_CODE * Math.min(1, knowing.share());
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    double logOdds() {
        return reputation + trackRecord + load + price + code;
    }

    /** The probability that this one becomes. */
    double moved(double base) {
        double odds = Math.log(base / (1 - base)) + logOdds();
        return 1 / (1 + Math.exp(-odds));
    }
}
