package io.crowdfundfix.funding;

import static io.crowdfundfix.bus.Endpoint.endpoint;
import static io.crowdfundfix.bus.Topic.topic;

import com.fasterxml.jackson.annotation.JsonValue;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.bus.Topic;
import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.security.Caller;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of the money on bugs, and what funding tells. */
public final class FundingApi {
    /** Each waits for the commit that it shares with others. */
    public static final Endpoint<Contribute, Contributed> CONTRIBUTE = FundingApi.<Contribute, Contributed>ask(
                    "contribute")
            .within(Duration.ofSeconds(15))
            .atMost(4_096);

    public static final Endpoint<ReadFunding, FundingPage> READ = ask("read");
    public static final Endpoint<ReturnContribution, Contributed> RETURN = ask("return");
    public static final Endpoint<MoveContribution, Contributed> MOVE = ask("move");
    public static final Endpoint<RecordVerdict, VerdictTaken> RECORD_VERDICT = endpoint("funding.record_verdict");
    public static final Endpoint<FindClaim, ClaimFound> FIND_CLAIM = endpoint("funding.find_claim");
    public static final Endpoint<ReadWork, DeveloperWork> READ_WORK = endpoint("funding.read_work");

    /** Money or claims of a bug have changed. */
    public static final Topic<BountyChanged> CHANGED = topic("funding.changed");

    /** The kind of the job that each change of a developer's claims enqueues; its subject is the developer. */
    public static final String WORK_CHANGED_JOB = "funding.work_changed";

    private FundingApi() {}

    private static <Q extends BusMessage, R extends BusMessage> Endpoint<Q, R> ask(String verb) {
        return endpoint("funding." + verb);
    }

    /** Where a contribution's money comes from. */
    public enum Source {
        /** The simulated payment account. */
        CARD,
        /** What the backer has in his wallet. */
        WALLET;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a contribution is. */
    public enum ContributionState {
        HELD,
        RELEASED,
        REFUNDED,
        EXPIRED_REFUNDED
    }

    /**
     * Puts money on a bug.
     *
     * @param caller null for who is not signed in
     * @param name as it is shown; null for the name of the account, or else for "anonymous"
     * @param level of evidence that this money needs to be released; null for what is usual
     * @param days after which it goes back; null for what is usual
     */
    public record Contribute(
            @Nullable Caller caller,
            long bug,
            @Nullable String name,
            long cents,
            @Nullable String currency,
            Source source,
            @Nullable Integer level,
            @Nullable Integer days,
            @Nullable IdempotencyKey key)
            implements BusMessage {}

    /**
     * A contribution, and the bounty that it is on or was on.
     *
     * @param total what backers have put on that bug and not had back
     */
    public record Contributed(
            ContributionView funding, long bugId, BigDecimal total, long totalCents, BountyState bountyState)
            implements BusMessage {}

    /**
     * One contribution.
     *
     * @param refundToken by which who was not signed in gets his money back; told to him alone
     */
    public record ContributionView(
            long id,
            long bugId,
            @Nullable Long movedFrom,
            @Nullable Long contributorId,
            String contributorName,
            BigDecimal amount,
            long amountCents,
            Source source,
            ContributionState state,
            int releaseLevel,
            Instant createdAt,
            Instant expiresAt,
            @Nullable String refundToken) {
        @Override
        public String toString() {
            return "ContributionView[id=" + id + ", amountCents=" + amountCents + ", refundToken=***]";
        }
    }

    /** Asks for the money on a bug, with contributions before a place in their list. */
    public record ReadFunding(long bug, int limit, @Nullable String cursor) implements BusMessage {}

    /**
     * The money on a bug.
     *
     * @param total held and released
     * @param contributors the newest first
     */
    public record FundingView(
            long bugId,
            BountyState bountyState,
            BigDecimal total,
            long totalCents,
            BigDecimal held,
            long heldCents,
            BigDecimal released,
            long releasedCents,
            BigDecimal refunded,
            long refundedCents,
            String currency,
            int releaseLevel,
            int reviewShareBps,
            @Nullable Long claimId,
            @Nullable Instant clockAt,
            List<ContributionView> contributors) {
        public FundingView {
            contributors = List.copyOf(contributors);
        }
    }

    /**
     * The money on a bug with a part of its contributions.
     *
     * @param next where their list goes on; null at its end
     */
    public record FundingPage(FundingView funding, @Nullable String next) implements BusMessage {}

    /**
     * Gives a contribution back: to the wallet of who was signed in, to the payment account of who was not.
     *
     * @param refundToken of who was not signed in
     */
    public record ReturnContribution(
            @Nullable Caller caller,
            long bug,
            long contribution,
            @Nullable String refundToken) implements BusMessage {
        @Override
        public String toString() {
            return "ReturnContribution[contribution=" + contribution + ", refundToken=***]";
        }
    }

    /** Moves a contribution from a confirmed duplicate to the bug that it is a duplicate of; only its backer may. */
    public record MoveContribution(
            @Nullable Caller caller,
            long bug,
            long contribution,
            long to,
            @Nullable String refundToken) implements BusMessage {
        @Override
        public String toString() {
            return "MoveContribution[contribution=" + contribution + ", to=" + to + ", refundToken=***]";
        }
    }

    /** Where the money on a bug stands. */
    public enum BountyState {
        OPEN,
        IN_REVIEW,
        VERIFIED,
        DISPUTED,
        PAYING,
        PAID,
        EXPIRED,
        CANCELLED,
        REFUNDED
    }

    /** Where a developer's claim on a bounty stands. */
    public enum ClaimState {
        ACTIVE,
        SUBMITTED,
        VERIFIED,
        DISPUTED,
        PAID,
        FAILED,
        REJECTED,
        WITHDRAWN,
        EXPIRED,
        LOST;

        /** Whether it still binds the developer. */
        public boolean isOpen() {
            return this == ACTIVE || this == SUBMITTED || this == VERIFIED || this == DISPUTED;
        }
    }

    /**
     * What verification says of a submitted fix. The same submission again changes nothing.
     *
     * @param developer whose fix it is
     * @param actor who asked for the verification; a failure costs the developer nothing unless it was he
     * @param level of the evidence: 0 simulated, 1 diff, 2 tests before and after
     * @param repeated whether it failed with a diff of his that had failed before; that costs him nothing again
     * @param score 0…1
     */
    public record RecordVerdict(
            long submission,
            long bug,
            long developer,
            long actor,
            int level,
            boolean passed,
            boolean repeated,
            double score)
            implements BusMessage {}

    /**
     * What became of the claim.
     *
     * @param claim null where the developer has none on this bug
     * @param bounty null where nobody has funded the bug
     */
    public record VerdictTaken(
            @Nullable Long claim,
            @Nullable ClaimState claimState,
            @Nullable BountyState bounty) implements BusMessage {}

    /** Asks for the open claim of a developer on a bug. */
    public record FindClaim(long bug, long developer) implements BusMessage {}

    /**
     * An open claim.
     *
     * @param claim null where there is none
     * @param attemptsLeft verifications that may still fail
     */
    public record ClaimFound(
            @Nullable Long claim,
            @Nullable ClaimState state,
            int attemptsLeft,
            @Nullable String prLink) implements BusMessage {}

    public record ReadWork(long developer) implements BusMessage {}

    /**
     * What a developer does and has done, the latest first.
     *
     * @param activeClaims open claims
     * @param fixes paid claims, 100 at most
     */
    public record DeveloperWork(long developer, int activeClaims, List<Fix> fixes) implements BusMessage {
        public DeveloperWork {
            fixes = List.copyOf(fixes);
        }
    }

    /**
     * A bug that somebody was paid for.
     *
     * @param amountCents his part
     */
    public record Fix(long bug, long amountCents, Instant paidAt) {}

    public record BountyChanged(long bug, long version) implements BusMessage {}
}
