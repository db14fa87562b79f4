package io.crowdfundfix.funding;

import java.time.Instant;

/** What funding has to know of a bug to open its bounty. */
record FundedBug(long id, long reporter, Instant reportedAt) {}
