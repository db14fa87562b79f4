package io.crowdfundfix.funding;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.FundingApi.BountyState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The money on one bug: decides what may happen to it. Each change returns the bounty as it is then.
 *
 * @param releaseLevel of the evidence that it needs, as far as single contributions say; counted anew when it matters
 * @param reviewShareBps what a reviewer gets of a payment, in hundredths of a per cent
 * @param claim the claim that is verified, disputed or paid
 * @param clockAt when the state ends by itself; null where it is an end
 * @param version rises with each event
 */
record Bounty(
        long bug,
        BountyState state,
        long reporter,
        int releaseLevel,
        int reviewShareBps,
        Sums sums,
        @Nullable Long claim,
        @Nullable Instant clockAt,
        Instant openedAt,
        long version) {

    /**
     * Where the contributions are.
     *
     * @param contributions how many there were
     */
    record Sums(long heldCents, long releasedCents, long refundedCents, int contributions) {
        static final Sums NONE = new Sums(0, 0, 0, 0);
        /** Less than this part of the held money neither asks for more evidence nor opens a dispute. */
        static final int PER_CENT_THAT_COUNTS = 1;

        /** Whether so many of the held cents are enough to bind the others. */
        boolean counts(long cents) {
            long share = 100 / PER_CENT_THAT_COUNTS;
            return cents >= (heldCents + share - 1) / share;
        }

        long totalCents() {
            return Math.addExact(heldCents, releasedCents);
        }

        Sums contributed(long cents) {
            return new Sums(Math.addExact(heldCents, cents), releasedCents, refundedCents, contributions + 1);
        }

        Sums returned(long cents) {
            return new Sums(heldCents - cents, releasedCents, Math.addExact(refundedCents, cents), contributions);
        }

        Sums movedAway(long cents) {
            return new Sums(heldCents - cents, releasedCents, refundedCents, contributions - 1);
        }

        Sums released() {
            return new Sums(0, Math.addExact(releasedCents, heldCents), refundedCents, contributions);
        }
    }

    private static final int MAX_LEVEL = 2;
    private static final Set<BountyState> TAKES_MONEY =
            Set.of(BountyState.OPEN, BountyState.IN_REVIEW, BountyState.REFUNDED);
    private static final Set<BountyState> GIVES_BACK = Set.of(BountyState.OPEN, BountyState.IN_REVIEW);

    /** One that nobody has put money on yet. */
    static Bounty fresh(long bug, long reporter, FundingConfig config, Instant now) {
        return new Bounty(
                bug,
                BountyState.REFUNDED,
                reporter,
                config.releaseLevel(),
                config.reviewShareBps(),
                Sums.NONE,
                null,
                null,
                now,
                0);
    }

    boolean isUntouched() {
        return version == 0;
    }

    /** Opened by its first contribution, whenever its row was made. */
    Bounty openedAt(Instant now) {
        return new Bounty(bug, state, reporter, releaseLevel, reviewShareBps, sums, claim, clockAt, now, version);
    }

    /** Money comes in; a bounty that had been given back is open again. */
    Bounty contributed(long cents, int level, Instant expiresAt) {
        if (!TAKES_MONEY.contains(state)) {
            throw Fault.conflict("bounty_takes_no_money", "The bounty of bug " + bug + " is " + state + ": " + why());
        }
        boolean opens = state == BountyState.REFUNDED;
        Sums after = sums.contributed(cents);
        Instant clock = state == BountyState.IN_REVIEW || (clockAt != null && clockAt.isBefore(expiresAt))
                ? clockAt
                : expiresAt;
        return new Bounty(
                bug,
                opens ? BountyState.OPEN : state,
                reporter,
                after.counts(cents) ? Math.max(releaseLevel, level) : releaseLevel,
                reviewShareBps,
                after,
                claim,
                opens ? expiresAt : clock,
                openedAt,
                version);
    }

    /**
     * With the highest level that enough of the held money asks for.
     *
     * @param centsByLevel held cents by the level that their backers ask for
     * @param least what is needed whatever they ask for
     */
    Bounty requiring(Map<Integer, Long> centsByLevel, int least) {
        int level = MAX_LEVEL;
        long asking = centsByLevel.getOrDefault(level, 0L);
        while (level > least && (asking == 0 || !sums.counts(asking))) {
            level--;
            asking += centsByLevel.getOrDefault(level, 0L);
        }
        return new Bounty(bug, state, reporter, level, reviewShareBps, sums, claim, clockAt, openedAt, version);
    }

    private String why() {
        return switch (state) {
            case VERIFIED, DISPUTED, PAYING -> "a fix is found";
            case PAID -> "it has been paid";
            default -> "its money goes back to the backers";
        };
    }

    /** A backer may have his money back as long as no claim is verified. */
    void checkReturns() {
        if (!GIVES_BACK.contains(state)) {
            throw Fault.conflict(
                    "refund_not_possible",
                    "The bounty of bug " + bug + " is " + state + ": money goes back until a claim is verified");
        }
    }

    void checkClaimable() {
        if (state != BountyState.OPEN && state != BountyState.IN_REVIEW) {
            throw Fault.conflict(
                    "bounty_not_claimable",
                    state == BountyState.REFUNDED
                            ? "There is no money on bug " + bug + " to claim"
                            : "The bounty of bug " + bug + " is " + state + " and takes no claims");
        }
    }

    Bounty returned(long cents) {
        return with(state, sums.returned(cents), claim, clockAt);
    }

    Bounty movedAway(long cents) {
        return with(state, sums.movedAway(cents), claim, clockAt);
    }

    /** The state after money has left: without any, there is nothing to wait for. */
    Bounty emptied(Instant now) {
        return sums.heldCents() > 0 ? this : with(BountyState.CANCELLED, sums, null, now);
    }

    Bounty inReview(Instant until) {
        check(BountyState.OPEN, BountyState.IN_REVIEW);
        return state == BountyState.IN_REVIEW ? this : with(BountyState.IN_REVIEW, sums, null, until);
    }

    Bounty verified(long verified, Instant releaseAt) {
        check(BountyState.OPEN, BountyState.IN_REVIEW, BountyState.DISPUTED);
        return with(BountyState.VERIFIED, sums, verified, releaseAt);
    }

    Bounty disputed(Instant until) {
        check(BountyState.VERIFIED);
        return with(BountyState.DISPUTED, sums, claim, until);
    }

    /** Claims are worked on again. */
    Bounty reopened(Instant nextExpiry) {
        check(BountyState.IN_REVIEW, BountyState.DISPUTED);
        return with(BountyState.OPEN, sums, null, nextExpiry);
    }

    /** The next look at an open bounty's contributions. */
    Bounty until(Instant nextExpiry) {
        check(BountyState.OPEN);
        return with(state, sums, claim, nextExpiry);
    }

    Bounty expired(Instant now) {
        check(BountyState.OPEN);
        return with(BountyState.EXPIRED, sums, null, now);
    }

    Bounty cancelled(Instant now) {
        check(BountyState.OPEN, BountyState.DISPUTED);
        return with(BountyState.CANCELLED, sums, null, now);
    }

    Bounty refunded() {
        check(BountyState.EXPIRED, BountyState.CANCELLED);
        if (sums.heldCents() != 0) {
            throw new IllegalStateException("bounty " + bug + " still holds " + sums.heldCents());
        }
        return with(BountyState.REFUNDED, sums, null, null);
    }

    Bounty paying(Instant now) {
        check(BountyState.VERIFIED);
        return with(BountyState.PAYING, sums, claim, now);
    }

    Bounty paid() {
        check(BountyState.PAYING);
        return with(BountyState.PAID, sums.released(), claim, null);
    }

    /** The same one event later. */
    Bounty next() {
        return new Bounty(
                bug, state, reporter, releaseLevel, reviewShareBps, sums, claim, clockAt, openedAt, version + 1);
    }

    private void check(BountyState... from) {
        if (!List.of(from).contains(state)) {
            throw Fault.conflict("bounty_state", "The bounty of bug " + bug + " is " + state)
                    .allowing(List.of(from).stream().map(Enum::name).toList());
        }
    }

    private Bounty with(BountyState next, Sums nextSums, @Nullable Long nextClaim, @Nullable Instant clock) {
        return new Bounty(
                bug, next, reporter, releaseLevel, reviewShareBps, nextSums, nextClaim, clock, openedAt, version);
    }
}
