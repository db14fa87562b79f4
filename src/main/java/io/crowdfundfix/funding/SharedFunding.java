package io.crowdfundfix.funding;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.ledger.Ledger;

/** What the services of funding share on one node. */
record SharedFunding(
        Platform platform,
        FundingConfig config,
        Ledger ledger,
        BountyStore bounties,
        ContributionStore contributions,
        ClaimStore claims,
        Ids contributionIds,
        Ids claimIds) {
    static SharedFunding of(Platform platform, FundingConfig config) {
        return new SharedFunding(
                platform,
                config,
                new Ledger(platform.database(), platform.clock()),
                new BountyStore(),
                new ContributionStore(),
                new ClaimStore(),
                new Ids("contribution_ids", 1_000),
                new Ids("claim_ids"));
    }
}
