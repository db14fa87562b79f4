package io.crowdfundfix.funding;

import io.crowdfundfix.funding.FundingApi.Contributed;
import io.crowdfundfix.funding.FundingApi.ContributionView;
import org.jspecify.annotations.Nullable;

/** How contributions are shown. */
final class FundingViews {
    private FundingViews() {}

    static ContributionView contribution(Contribution one, @Nullable String refundToken) {
        return new ContributionView(
                one.id(),
                one.bug(),
                one.movedFrom(),
                one.contributor(),
                one.name(),
                Money.amount(one.cents()),
                one.cents(),
                one.source(),
                one.state(),
                one.level(),
                one.madeAt(),
                one.expiresAt(),
                refundToken);
    }

    static Contributed contributed(Contribution one, Bounty bounty, @Nullable String refundToken) {
        long total = bounty.sums().totalCents();
        return new Contributed(
                contribution(one, refundToken), bounty.bug(), Money.amount(total), total, bounty.state());
    }
}
