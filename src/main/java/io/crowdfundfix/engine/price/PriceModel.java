package io.crowdfundfix.engine.price;

import io.crowdfundfix.engine.learn.Quantiles;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What work is paid: one model for offers on bounty marketplaces, one for freelance reports, and a mixture of both for a report
 * of which nothing but its text and its place is known. Immutable.
 */
public final class PriceModel {
    /** Fewer prices than this teach nothing about a marketplace. */
    private static final int FEWEST = 20;
    /** How far the freelance price draws the middle where an installation has paid nothing yet, and how many own prices halve it. */
    private static final double FREELANCE_SHARE = 0.25;

    private static final double HALVED_BY = 10;

    private final @Nullable PostedPrices posted;
    /** For offers of which only words and place are known. */
    private final @Nullable PostedPrices told;

    private final @Nullable FreelancePrices freelance;
    private final PaidPrices market;
    private final double[] medians;

    private PriceModel(
            @Nullable PostedPrices posted,
            @Nullable PostedPrices told,
            @Nullable FreelancePrices freelance,
            PaidPrices market,
            double[] medians) {
        this.posted = posted;
        this.told = told;
        this.freelance = freelance;
        this.market = market;
        this.medians = medians;
    }

    /** @param paid oldest first */
    static PriceModel fit(List<Paid> paid, List<FreelancePrices.Job> jobs, long seed) {
        List<Paid> told = paid.stream()
                .map(one -> new Paid(one.posting().told(), one.logPrice()))
                .toList();
        return new PriceModel(
                paid.size() < FEWEST ? null : PostedPrices.fit(paid, seed),
                paid.size() < FEWEST ? null : PostedPrices.fit(told, seed),
                jobs.size() < FEWEST ? null : FreelancePrices.fit(jobs, seed),
                PaidPrices.none().and(paid),
                new double[] {
                    median(paid.stream().mapToDouble(Paid::logPrice).toArray()),
                    median(jobs.stream()
                            .mapToDouble(FreelancePrices.Job::logPrice)
                            .toArray())
                });
    }

    private static double median(double[] prices) {
        return prices.length == 0 ? 0 : Quantiles.median(prices);
    }

    /** Reads what training wrote. */
    public static PriceModel load(Tensors tensors) {
        return new PriceModel(
                tensors.has("posted.ratios") ? PostedPrices.load(tensors, "posted") : null,
                tensors.has("told.ratios") ? PostedPrices.load(tensors, "told") : null,
                tensors.has("freelance.steps") ? FreelancePrices.load(tensors, "freelance") : null,
                PaidPrices.load(tensors, "market"),
                tensors.doubles("medians"));
    }

    void save(Tensors.Builder tensors) {
        if (posted != null && told != null) {
            posted.save(tensors, "posted");
            told.save(tensors, "told");
        }
        if (freelance != null) {
            freelance.save(tensors, "freelance");
        }
        market.save(tensors, "market");
        tensors.doubles("medians", medians);
    }

    /** The prices it was trained on, to which an installation adds its own. */
    public PaidPrices market() {
        return market;
    }

    double medianPosted() {
        return medians[0];
    }

    double medianFreelance() {
        return medians[1];
    }

    /** Only what was paid strictly before the day of the offer is looked at. */
    LogInterval posted(Posting posting, PaidPrices paid) {
        PostedPrices prices = posting.formal() ? posted : told;
        return prices == null
                ? new LogInterval(medians[0], medians[0], medians[0])
                : prices.price(PriceFeatures.of(posting, paid, paid.before(posting.day())));
    }

    LogInterval freelance(String text) {
        return freelance == null ? new LogInterval(medians[1], medians[1], medians[1]) : freelance.price(text);
    }

    /**
     * Prices a report by its text, by its repository's history and by the most similar work.
     *
     * @param paid the market's prices and the installation's own
     */
    public PriceEstimate price(PricedReport report, PaidPrices paid) {
        Posting posting = report.posting();
        LogInterval asPosted = posted(posting, paid);
        LogInterval asFreelance = freelance(FreelanceTexts.of(report.title(), report.body()));
        int own = Math.max(0, paid.before(report.day()) - market.size());
        LogInterval mixed =
                posted == null ? asFreelance : asPosted.movedTowards(asFreelance.p50(), freelanceShare(own));
        List<String> reasons = new PriceReasons(posting, paid, own).tell(asPosted, asFreelance);
        return new PriceEstimate(dollars(mixed.p10()), dollars(mixed.p50()), dollars(mixed.p90()), reasons);
    }

    private double freelanceShare(int own) {
        return freelance == null ? 0 : FREELANCE_SHARE * HALVED_BY / (HALVED_BY + own);
    }

    static double dollars(double logPrice) {
        return Math.expm1(logPrice);
    }
}
