package io.crowdfundfix.verification;

import static io.crowdfundfix.bus.Endpoint.endpoint;
import static io.crowdfundfix.bus.Topic.topic;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.bus.Topic;
import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.funding.FundingApi.BountyState;
import io.crowdfundfix.funding.FundingApi.ClaimState;
import io.crowdfundfix.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of verification, and what it tells. */
public final class VerificationApi {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    /** Each may hold megabytes. */
    private static final int MAX_VERIFICATIONS_IN_FLIGHT = 64;

    public static final Endpoint<VerifyFix, SubmissionView> VERIFY_FIX = Endpoint.<VerifyFix, SubmissionView>endpoint(
                    "verification.verify_fix")
            .within(LONGEST_WAIT)
            .atMost(MAX_VERIFICATIONS_IN_FLIGHT);
    public static final Endpoint<FindSubmission, SubmissionView> FIND = endpoint("verification.find");
    public static final Endpoint<ListSubmissions, SubmissionPage> LIST = endpoint("verification.list");

    /** A fix waits to be verified. */
    public static final Topic<FixSubmitted> SUBMITTED = topic("verification.submitted");

    /** A verdict is stored, and funding has heard of it. */
    public static final Topic<FixJudged> JUDGED = topic("verification.judged");

    /** The kind of the job that each submission enqueues; its subject is the submission. */
    public static final String VERIFY_JOB = "verification.verify";

    private VerificationApi() {}

    /** Where a submission stands. */
    public enum SubmissionStatus {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("verified")
        VERIFIED,
        @JsonProperty("rejected")
        REJECTED,
        /** It could not be judged; it may be handed in again. */
        @JsonProperty("error")
        ERROR
    }

    /** What a verdict rests on. */
    public enum Mode {
        /** Nothing but a link: the figures are drawn from it and mean nothing. */
        @JsonProperty("simulated")
        SIMULATED,
        @JsonProperty("diff")
        DIFF,
        @JsonProperty("evidence")
        EVIDENCE
    }

    /** Whether the fix holds. */
    public enum Result {
        @JsonProperty("pass")
        PASS,
        @JsonProperty("fail")
        FAIL
    }

    /** Whose word the test reports are. */
    public enum EvidenceBy {
        @JsonProperty("claimant")
        CLAIMANT,
        @JsonProperty("maintainer")
        MAINTAINER
    }

    /**
     * Hands a fix in.
     *
     * @param developer whose fix it is; null for the caller's own
     * @param diff as {@code git diff} writes it
     */
    public record VerifyFix(
            Caller caller,
            long bug,
            @Nullable Long developer,
            String prLink,
            @Nullable String diff,
            @Nullable Evidence evidence,
            @Nullable IdempotencyKey key)
            implements BusMessage {}

    /**
     * JUnit XML from before and after the fix, each as text or gzipped and in base64.
     *
     * @param failToPass tests that failed and are to pass; empty for all that failed before
     */
    public record Evidence(
            @Nullable String before,
            @Nullable String after,
            @Nullable String beforeGzipBase64,
            @Nullable String afterGzipBase64,
            List<String> failToPass) {
        public Evidence {
            failToPass = List.copyOf(failToPass);
        }
    }

    public record FindSubmission(long submission) implements BusMessage {}

    /** Asks for submissions, the latest first. */
    public record ListSubmissions(
            @Nullable Long bug,
            @Nullable Long developer,
            @Nullable String cursor,
            int limit) implements BusMessage {}

    /**
     * A part of a list.
     *
     * @param next where the next page starts; null on the last one
     */
    public record SubmissionPage(
            List<SubmissionView> submissions, @Nullable String next) implements BusMessage {
        public SubmissionPage {
            submissions = List.copyOf(submissions);
        }
    }

    /**
     * A submission with its verdict, which is null while it waits. Scores are 0…1.
     *
     * @param statusReason why it could not be judged
     * @param similarity of the change and the report, by meaning
     * @param diffScore of all checks of the change but those that compare it with the report
     * @param evidenceBy null without test reports
     * @param diffSha256 digest of the diff that was judged, in hex
     * @param claimId the claim that the verdict has moved; null where the developer has none
     */
    public record SubmissionView(
            long id,
            long bugId,
            long developerId,
            long submittedBy,
            String prLink,
            SubmissionStatus status,
            @Nullable String statusReason,
            @Nullable Result result,
            @Nullable Double verificationScore,
            @Nullable Double similarity,
            @Nullable Double diffScore,
            @Nullable Mode mode,
            @Nullable Integer level,
            List<FixCheck> checks,
            @Nullable EvidenceBy evidenceBy,
            @Nullable String diffSha256,
            @Nullable String engine,
            @Nullable Long claimId,
            @Nullable ClaimState claimState,
            @Nullable BountyState bountyState,
            Instant createdAt,
            @Nullable Instant judgedAt)
            implements BusMessage {
        public SubmissionView {
            checks = List.copyOf(checks);
        }

        SubmissionView with(List<FixCheck> shown) {
            return new SubmissionView(
                    id,
                    bugId,
                    developerId,
                    submittedBy,
                    prLink,
                    status,
                    statusReason,
                    result,
                    verificationScore,
                    similarity,
                    diffScore,
                    mode,
                    level,
                    shown,
                    evidenceBy,
                    diffSha256,
                    engine,
                    claimId,
                    claimState,
                    bountyState,
                    createdAt,
                    judgedAt);
        }
    }

    /**
     * One thing that was looked at.
     *
     * @param required whether failing it fails the fix, however good the rest is
     * @param weight its part in the score, beside the weights of the others
     * @param score 0…1
     * @param reason in words
     */
    public record FixCheck(String code, boolean passed, boolean required, double weight, double score, String reason) {}

    public record FixSubmitted(long submission) implements BusMessage {}

    public record FixJudged(long submission, long bug) implements BusMessage {}
}
