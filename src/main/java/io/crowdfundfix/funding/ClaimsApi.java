package io.crowdfundfix.funding;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import com.fasterxml.jackson.annotation.JsonValue;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.funding.FundingApi.BountyState;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.security.Caller;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of claims, votes and disputes. */
public final class ClaimsApi {
    public static final Endpoint<ClaimBug, ClaimView> CLAIM = endpoint("funding.claim");
    public static final Endpoint<ReadClaim, ClaimView> READ = endpoint("funding.read_claim");
    public static final Endpoint<ListClaims, ClaimViews> LIST = endpoint("funding.list_claims");
    public static final Endpoint<EditClaim, ClaimView> EDIT = endpoint("funding.edit_claim");
    public static final Endpoint<WithdrawClaim, ClaimView> WITHDRAW = endpoint("funding.withdraw_claim");
    public static final Endpoint<DisputeClaim, ClaimView> DISPUTE = endpoint("funding.dispute_claim");
    public static final Endpoint<VoteOnClaim, ClaimView> VOTE = endpoint("funding.vote_on_claim");
    public static final Endpoint<ResolveDispute, ClaimView> RESOLVE = endpoint("funding.resolve_dispute");

    private ClaimsApi() {}

    /** What one can vote for. */
    public enum Choice {
        /** In review: the fix is good. */
        APPROVE,
        /** In review: it is not. */
        REJECT,
        /** In a dispute: pay the claim. */
        PAY,
        /** In a dispute: refuse the claim and let others claim. */
        REOPEN,
        /** In a dispute: refuse the claim and give the money back. */
        REFUND;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A developer's part of a payment, in hundredths of a per cent. */
    public record Share(long developerId, int shareBps) {}

    /**
     * What a developer says of his work.
     *
     * @param splits sum to 10,000; null for all to himself
     */
    public record Work(
            @Nullable String prLink,
            @Nullable Boolean aiAssisted,
            @Nullable List<Share> splits) {
        public Work {
            splits = splits == null ? null : List.copyOf(splits);
        }
    }

    public record ClaimBug(Caller caller, long bug, Work work) implements BusMessage {}

    public record ReadClaim(long claim) implements BusMessage {}

    /** Asks for claims on a bug, the latest first. */
    public record ListClaims(long bug, int limit, @Nullable Long before) implements BusMessage {}

    /** Changes what is given and leaves the rest. */
    public record EditClaim(
            Caller caller, long claim, Work work, @Nullable Long version) implements BusMessage {}

    public record WithdrawClaim(Caller caller, long claim) implements BusMessage {}

    public record DisputeClaim(Caller caller, long claim, String reason) implements BusMessage {}

    public record VoteOnClaim(Caller caller, long claim, Choice choice, String reason) implements BusMessage {}

    /** Applies the rule of disputes now, if it decides already. */
    public record ResolveDispute(Caller caller, long claim) implements BusMessage {}

    /**
     * A claim.
     *
     * @param attemptsLeft verifications that may still fail
     * @param votes of the present review or dispute, weighed by what the voters have on the bug
     */
    public record ClaimView(
            long id,
            long bugId,
            long developerId,
            ClaimState state,
            BountyState bountyState,
            @Nullable String prLink,
            boolean aiAssisted,
            List<Share> splits,
            int attempts,
            int attemptsLeft,
            @Nullable Integer verifiedLevel,
            @Nullable Long reviewerId,
            @Nullable String reason,
            Instant createdAt,
            Instant expiresAt,
            @Nullable DisputeView dispute,
            List<VoteCount> votes,
            long version)
            implements BusMessage {
        public ClaimView {
            splits = List.copyOf(splits);
            votes = List.copyOf(votes);
        }
    }

    /** What one choice has got. */
    public record VoteCount(Choice choice, int votes, BigDecimal weight, long weightCents) {}

    /**
     * The latest dispute of a claim.
     *
     * @param outcome null until it is decided
     */
    public record DisputeView(
            long id,
            long openedBy,
            String reason,
            Instant openedAt,
            Instant closesAt,
            @Nullable Choice outcome,
            @Nullable Instant decidedAt) {}

    public record ClaimViews(List<ClaimView> claims) implements BusMessage {
        public ClaimViews {
            claims = List.copyOf(claims);
        }
    }
}
