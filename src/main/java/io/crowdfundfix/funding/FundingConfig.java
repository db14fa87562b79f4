package io.crowdfundfix.funding;

import io.crowdfundfix.fault.Check;

/**
 * The rules of money on bugs.
 *
 * @param currency of this installation, ISO 4217; every amount is in it
 * @param releaseLevel evidence that a bounty needs unless a backer asks for more: 0 simulated, 1 diff, 2 tests
 * @param reviewShareBps what the reviewer of a paid fix gets, in hundredths of a per cent of the bounty
 * @param expiresInDays when a contribution goes back to its backer unless he says otherwise
 * @param claimDays how long a claim lasts
 * @param reviewDays how long a fix below the bounty's level waits for votes
 * @param releaseWaitMinutes between a verified fix and its payment, for disputes
 * @param disputeDays how long a dispute is open for votes
 * @param maxAttempts failed verifications after which a claim has failed
 * @param maxClaims open claims on one bug, and of one developer on all bugs
 * @param clockMs how often clocks are looked at
 */
public record FundingConfig(
        String currency,
        int releaseLevel,
        int reviewShareBps,
        int expiresInDays,
        int claimDays,
        int reviewDays,
        int releaseWaitMinutes,
        int disputeDays,
        int maxAttempts,
        int maxClaims,
        int clockMs) {
    public FundingConfig {
        Check.that()
                .isTrue("currency", currency.matches("[A-Z]{3}"), "must be a currency of ISO 4217 such as USD")
                .range("release_level", releaseLevel, 0, 2)
                .range("review_share_bps", reviewShareBps, 0, 5_000)
                .range("expires_in_days", expiresInDays, 1, 365)
                .range("claim_days", claimDays, 1, 90)
                .range("review_days", reviewDays, 1, 60)
                .range("release_wait_minutes", releaseWaitMinutes, 0, 43_200)
                .range("dispute_days", disputeDays, 1, 60)
                .range("max_attempts", maxAttempts, 1, 20)
                .range("max_claims", maxClaims, 1, 50)
                .range("clock_ms", clockMs, 10, 60_000)
                .done();
    }

    public static FundingConfig defaults() {
        return new FundingConfig("USD", 1, 500, 90, 14, 14, 72 * 60, 7, 3, 5, 1_000);
    }
}
