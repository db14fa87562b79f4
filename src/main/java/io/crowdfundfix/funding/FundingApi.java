package io.crowdfundfix.funding;

import static io.crowdfundfix.bus.Endpoint.endpoint;
import static io.crowdfundfix.bus.Topic.topic;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.bus.Topic;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of the money on bugs, and what funding tells. */
public final class FundingApi {
    public static final Endpoint<RecordVerdict, VerdictTaken> RECORD_VERDICT = endpoint("funding.record_verdict");
    public static final Endpoint<FindClaim, ClaimFound> FIND_CLAIM = endpoint("funding.find_claim");
    public static final Endpoint<ReadWork, DeveloperWork> READ_WORK = endpoint("funding.read_work");

    /** Money or claims of a bug have changed. */
    public static final Topic<BountyChanged> CHANGED = topic("funding.changed");

    /** The kind of the job that each change of a developer's claims enqueues; its subject is the developer. */
    public static final String WORK_CHANGED_JOB = "funding.work_changed";

    private FundingApi() {}

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
     * @param actor who asked for the verification
     * @param level of the evidence: 0 simulated, 1 diff, 2 tests before and after
     * @param score 0…1
     */
    public record RecordVerdict(
            long submission, long bug, long developer, long actor, int level, boolean passed, double score)
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
