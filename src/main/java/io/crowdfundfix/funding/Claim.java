package io.crowdfundfix.funding;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.security.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A developer's word that he fixes a bug for its bounty, for a time.
 *
 * @param attempts failed verifications
 * @param level of the evidence that was found good; null for none
 * @param reviewer who let it pass by his vote; null for none
 */
record Claim(
        long id,
        long bug,
        long developer,
        ClaimState state,
        Work work,
        int attempts,
        @Nullable Integer level,
        @Nullable Long reviewer,
        @Nullable String reason,
        Instant madeAt,
        Instant expiresAt,
        long version) {
    static final int WHOLE_BPS = 10_000;

    /**
     * What the developer says of his work, and may change until it is verified.
     *
     * @param splits how a payment is divided, in hundredths of a per cent that sum to {@link #WHOLE_BPS}
     */
    record Work(@Nullable String prLink, boolean aiAssisted, List<Split> splits) {
        Work {
            splits = List.copyOf(splits);
        }
    }

    /** A developer's part of the payment. */
    record Split(long developer, int shareBps) {}

    Claim withSplits(List<Split> splits) {
        return new Claim(
                id,
                bug,
                developer,
                state,
                new Work(work.prLink(), work.aiAssisted(), splits),
                attempts,
                level,
                reviewer,
                reason,
                madeAt,
                expiresAt,
                version);
    }

    boolean earns(long person) {
        return person == developer || work.splits().stream().anyMatch(split -> split.developer() == person);
    }

    Claim edited(Caller caller, Work changed, @Nullable Long expectedVersion) {
        checkOwner(caller);
        if (expectedVersion != null && expectedVersion != version) {
            throw Fault.of(
                    Fault.Kind.PRECONDITION,
                    "version_changed",
                    "The claim has changed since version " + expectedVersion + ": read it again");
        }
        checkState(ClaimState.ACTIVE, ClaimState.SUBMITTED);
        return new Claim(
                id, bug, developer, state, changed, attempts, level, reviewer, reason, madeAt, expiresAt, version + 1);
    }

    Claim withdrawn(Caller caller) {
        checkOwner(caller);
        checkState(ClaimState.ACTIVE, ClaimState.SUBMITTED);
        return ended(ClaimState.WITHDRAWN, "withdrawn by its developer");
    }

    /** A verification failed; after as many as are allowed, the claim has. */
    Claim failedOnce(int maxAttempts) {
        checkState(ClaimState.ACTIVE, ClaimState.SUBMITTED);
        boolean last = attempts + 1 >= maxAttempts;
        ClaimState next = last ? ClaimState.FAILED : state;
        String said = last ? (attempts + 1) + " verifications have failed" : reason;
        return with(next, attempts + 1, said);
    }

    Claim submitted(int passedLevel) {
        checkState(ClaimState.ACTIVE, ClaimState.SUBMITTED);
        int best = level == null ? passedLevel : Math.max(level, passedLevel);
        return at(ClaimState.SUBMITTED, best, reviewer);
    }

    Claim verified(int passedLevel) {
        checkState(ClaimState.ACTIVE, ClaimState.SUBMITTED);
        return at(ClaimState.VERIFIED, passedLevel, reviewer);
    }

    /** Let pass by people although the evidence is below the bounty's level. */
    Claim approved(@Nullable Long by) {
        checkState(ClaimState.SUBMITTED);
        return at(ClaimState.VERIFIED, level, by);
    }

    Claim reviewedBy(long person) {
        return at(state, level, person);
    }

    Claim disputed() {
        checkState(ClaimState.VERIFIED);
        return with(ClaimState.DISPUTED, attempts, reason);
    }

    /** A dispute has ended in its favour. */
    Claim upheld() {
        checkState(ClaimState.DISPUTED);
        return with(ClaimState.VERIFIED, attempts, reason);
    }

    /** Its review ended without a decision. */
    Claim backToWork() {
        checkState(ClaimState.SUBMITTED);
        return with(ClaimState.ACTIVE, attempts, reason);
    }

    Claim ended(ClaimState end, String why) {
        return with(end, attempts, why);
    }

    private void checkOwner(Caller caller) {
        if (caller.id() != developer) {
            throw Fault.forbidden("not_your_claim", "Claim " + id + " is somebody else's");
        }
    }

    void checkState(ClaimState... allowed) {
        if (!List.of(allowed).contains(state)) {
            throw Fault.conflict("claim_state", "Claim " + id + " is " + state)
                    .allowing(List.of(allowed).stream().map(Enum::name).toList());
        }
    }

    private Claim with(ClaimState next, int made, @Nullable String said) {
        return new Claim(id, bug, developer, next, work, made, level, reviewer, said, madeAt, expiresAt, version + 1);
    }

    private Claim at(ClaimState next, @Nullable Integer passedLevel, @Nullable Long by) {
        return new Claim(
                id, bug, developer, next, work, attempts, passedLevel, by, reason, madeAt, expiresAt, version + 1);
    }
}
