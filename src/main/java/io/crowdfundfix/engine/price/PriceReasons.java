package io.crowdfundfix.engine.price;

import io.crowdfundfix.engine.learn.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why a price is what it is, in plain words. */
final class PriceReasons {
    private static final int MOST = 30;
    private static final double ALIKE = 0.6;
    private static final double TELLING = 0.4;

    private final Posting posting;
    private final PaidPrices paid;
    private final int own;
    private final int known;

    /** @param own how many of the known prices are the installation's own */
    PriceReasons(Posting posting, PaidPrices paid, int own) {
        this.posting = posting;
        this.paid = paid;
        this.own = own;
        this.known = paid.before(posting.day());
    }

    List<String> tell(LogInterval asPosted, LogInterval asFreelance) {
        List<String> reasons = new ArrayList<>();
        if (!place(PaidPrices.REPOSITORY, posting.repositoryKey(), "in " + posting.repository(), reasons)) {
            place(PaidPrices.OWNER, posting.ownerKey(), "by the owner of " + posting.repository(), reasons);
        }
        similar(reasons);
        reasons.add("bounty marketplaces pay about " + dollars(asPosted.p50())
                + (own > 0 ? " for such a title, seen with " + own + " own prices" : " for such a title"));
        if (Math.abs(asFreelance.p50() - asPosted.p50()) > TELLING) {
            reasons.add("freelance clients pay about " + dollars(asFreelance.p50()) + " for a report worded like this");
        }
        return reasons;
    }

    private boolean place(int which, int key, String where, List<String> reasons) {
        int[] latest = paid.latest(known, which, key, MOST);
        if (latest.length == 0) {
            return false;
        }
        double median = Quantiles.median(
                Arrays.stream(latest).mapToDouble(paid::logPrice).toArray());
        reasons.add(
                latest.length == 1
                        ? "the one earlier price " + where + " was " + dollars(median)
                        : "the median of the last " + latest.length + " prices " + where + " is " + dollars(median));
        return true;
    }

    private void similar(List<String> reasons) {
        SimilarWork similar = SimilarWork.of(posting, paid, known);
        if (similar.ownLikeness() >= ALIKE) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "the owner paid %s for work %.0f %% alike",
                    dollars(similar.ownPrice()),
                    100 * similar.ownLikeness()));
        } else if (similar.bestLikeness() >= ALIKE) {
            reasons.add(String.format(
                    Locale.ROOT,
                    "work with a title %.0f %% alike was paid %s",
                    100 * similar.bestLikeness(),
                    dollars(similar.bestPrice())));
        }
    }

    private static String dollars(double logPrice) {
        return String.format(Locale.ROOT, "$%,d", Math.round(PriceModel.dollars(logPrice)));
    }
}
