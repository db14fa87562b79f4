package io.crowdfundfix.bugs;

import static io.crowdfundfix.bus.Endpoint.endpoint;
import static io.crowdfundfix.bus.Topic.topic;

import com.fasterxml.jackson.annotation.JsonValue;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.bus.Topic;
import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.json.RawJson;
import io.crowdfundfix.security.Caller;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of bugs, and what bugs tell. */
public final class BugsApi {
    public static final Endpoint<ReportBug, BugView> REPORT = BugsApi.<ReportBug, BugView>ask("report")
            .within(Duration.ofSeconds(15))
            .atMost(512);
    public static final Endpoint<ImportBug, BugVersion> IMPORT = ask("import");
    public static final Endpoint<FindBug, BugView> FIND = ask("find");
    public static final Endpoint<ListBugs, BugPage> LIST = ask("list");
    public static final Endpoint<MatchWords, BugIds> MATCH_WORDS = ask("match_words");
    public static final Endpoint<KeepOpen, BugIds> KEEP_OPEN = ask("keep_open");
    public static final Endpoint<ChangeStatus, BugView> CHANGE_STATUS = ask("change_status");
    public static final Endpoint<AssignDeveloper, BugView> ASSIGN = ask("assign");
    public static final Endpoint<ListEvents, BugEvents> HISTORY = ask("history");
    public static final Endpoint<ReadReport, ReportText> READ_REPORT = ask("read_report");
    public static final Endpoint<RecordAnalysis, BugVersion> RECORD_ANALYSIS = ask("record_analysis");
    public static final Endpoint<RecordAnalysisFailure, BugVersion> RECORD_ANALYSIS_FAILURE =
            ask("record_analysis_failure");

    public static final Endpoint<RecordFunding, BugVersion> RECORD_FUNDING = ask("record_funding");

    /** A report is stored and waits for its analysis. */
    public static final Topic<BugReported> REPORTED = topic("bugs.reported");
    /** A bug has a new event in its history. */
    public static final Topic<BugChanged> CHANGED = topic("bugs.changed");
    /** An analysis has come a step further; shown to who watches, kept nowhere. */
    public static final Topic<AnalysisStaged> ANALYSIS_STAGED = topic("bugs.analysis_staged");

    /** The kind of the job that a bug enqueues when it is closed, and when it becomes a duplicate; its subject is the bug. */
    public static final String ENDED_JOB = "bugs.ended";

    /** The kind of the job that each new report enqueues; its subject is the bug. */
    public static final String ANALYZE_JOB = "bugs.analyze";

    public static final int MAX_TITLE = 200;
    public static final int MAX_DESCRIPTION = 20_000;
    public static final int MAX_STACK_TRACE = 100_000;
    private static final int MAX_TAGS = 10;
    public static final int MAX_LINK = 500;
    private static final int MAX_REASON = 500;
    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9+.#-]{0,39}");

    private BugsApi() {}

    private static <Q extends BusMessage, R extends BusMessage> Endpoint<Q, R> ask(String verb) {
        return endpoint("bugs." + verb);
    }

    /**
     * What a reporter writes.
     *
     * @param tags may be left out, then there are none
     * @param repositoryId the connected repository that it belongs to; where absent, the one that its link leads to
     */
    public record BugReport(
            String title,
            String description,
            @Nullable String repoLink,
            @Nullable Severity severity,
            List<String> tags,
            @Nullable String stackTrace,
            @Nullable Long repositoryId) {
        public BugReport(
                String title,
                String description,
                @Nullable String repoLink,
                @Nullable Severity severity,
                List<String> tags,
                @Nullable String stackTrace) {
            this(title, description, repoLink, severity, tags, stackTrace, null);
        }

        public BugReport {
            Check check = Check.that()
                    .text("title", title, 1, MAX_TITLE)
                    .text("description", description, 1, MAX_DESCRIPTION)
                    .optionalText("repo_link", repoLink, 1, MAX_LINK)
                    .isTrue("repo_link", repoLink == null || isWebAddress(repoLink), "must be an http or https address")
                    .optionalText("stack_trace", stackTrace, 1, MAX_STACK_TRACE)
                    .size("tags", tags, MAX_TAGS);
            for (int i = 0; tags != null && i < tags.size(); i++) {
                check.required("tags[" + i + "]", tags.get(i))
                        .pattern("tags[" + i + "]", tags.get(i), TAG, "must match " + TAG.pattern());
            }
            check.done();
            tags = tags == null ? List.of() : List.copyOf(new LinkedHashSet<>(tags));
        }

        private static boolean isWebAddress(String link) {
            try {
                URI uri = new URI(link);
                return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                        && uri.getHost() != null
                        && uri.getUserInfo() == null;
            } catch (URISyntaxException e) {
                return false;
            }
        }
    }

    /**
     * Stores a report, then waits a moment for its analysis.
     *
     * @param key the same key again answers with the bug that it made
     */
    public record ReportBug(
            Caller caller, BugReport report, @Nullable IdempotencyKey key) implements BusMessage {}

    /** Stores a report that was made elsewhere or earlier; its analysis follows on its own. Answers with the version it was made in. */
    public record ImportBug(Caller caller, BugReport report, Instant reportedAt, IdempotencyKey key)
            implements BusMessage {}

    public record FindBug(long bug) implements BusMessage {}

    /** How a list is ordered; the greatest first, what has no value last. */
    public enum Sort {
        NEWEST,
        PRIORITY,
        BOUNTY
    }

    /** Which bugs; null leaves a side open. */
    public record BugFilter(
            @Nullable Status status,
            @Nullable Severity severity,
            @Nullable String category,
            @Nullable String tag,
            @Nullable String repo,
            @Nullable Long minBountyCents,
            @Nullable Long createdBy,
            @Nullable Long repositoryId) {
        public static final BugFilter NONE = new BugFilter(null, null, null, null, null, null, null);

        public BugFilter(
                @Nullable Status status,
                @Nullable Severity severity,
                @Nullable String category,
                @Nullable String tag,
                @Nullable String repo,
                @Nullable Long minBountyCents,
                @Nullable Long createdBy) {
            this(status, severity, category, tag, repo, minBountyCents, createdBy, null);
        }
    }

    /**
     * One page of bugs.
     *
     * @param sort null is the order of {@code ranked}, or else the newest first
     * @param ranked take only these; null for all
     */
    public record ListBugs(
            BugFilter filter,
            @Nullable Sort sort,
            int limit,
            @Nullable String cursor,
            @Nullable List<Long> ranked) implements BusMessage {
        public ListBugs {
            ranked = ranked == null ? null : List.copyOf(ranked);
        }
    }

    /** Asks which bugs of a filter hold all these words in title or description, the newest first. */
    public record MatchWords(String words, BugFilter filter, int limit) implements BusMessage {}

    /** Asks which of these bugs are neither resolved nor closed. */
    public record KeepOpen(List<Long> bugs) implements BusMessage {
        public KeepOpen {
            bugs = List.copyOf(bugs);
        }
    }

    public record BugIds(List<Long> ids) implements BusMessage {
        public BugIds {
            ids = List.copyOf(ids);
        }
    }

    /**
     * Moves a bug on.
     *
     * @param expectedVersion refuse if the bug has changed since; null takes it as it is
     */
    public record ChangeStatus(
            Caller caller,
            long bug,
            Status status,
            @Nullable Long expectedVersion) implements BusMessage {}

    public record AssignDeveloper(long bug, long developer) implements BusMessage {}

    /** Events after a place in the history, oldest first. */
    public record ListEvents(long bug, long after, int limit) implements BusMessage {}

    public record BugEvents(List<BugEvent> events) implements BusMessage {
        public BugEvents {
            events = List.copyOf(events);
        }
    }

    /**
     * One entry of a bug's history.
     *
     * @param seq rises by one with each event of the bug
     * @param actor the user who did it; null for the platform
     */
    public record BugEvent(long seq, String kind, @Nullable Long actor, String detail, Instant at) {}

    public record ReadReport(long bug) implements BusMessage {}

    /** What an analysis reads. */
    public record ReportText(
            long bug,
            String title,
            String description,
            @Nullable String stackTrace,
            @Nullable Severity severity,
            @Nullable String repoLink,
            Instant reportedAt,
            @Nullable Long repositoryId)
            implements BusMessage {
        public ReportText(
                long bug,
                String title,
                String description,
                @Nullable String stackTrace,
                @Nullable Severity severity,
                @Nullable String repoLink,
                Instant reportedAt) {
            this(bug, title, description, stackTrace, severity, repoLink, reportedAt, null);
        }
    }

    /**
     * What an analysis found.
     *
     * @param document the whole answer, as clients see it
     */
    public record RecordAnalysis(
            long bug,
            String category,
            Severity severity,
            double priorityScore,
            double complexityScore,
            long bountyCents,
            RawJson document)
            implements BusMessage {}

    /** Says that there will be no analysis; a long reason is cut. */
    public record RecordAnalysisFailure(long bug, String reason) implements BusMessage {
        public RecordAnalysisFailure {
            reason = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
        }
    }

    public record BugVersion(long bug, long version) implements BusMessage {}

    /**
     * Brings a bug what has happened to the money on it; what it has heard of changes nothing.
     *
     * @param bountyVersion that the last piece of news made
     * @param totalCents what backers have put on it and not had back
     * @param news in the order of the versions they made; those that the bug has heard of are left out
     * @param reached how far the work on it is; moves the bug on, never back. Null says nothing of it
     * @param developer who works on it; null says nothing of it
     */
    public record RecordFunding(
            long bug,
            long bountyVersion,
            long totalCents,
            List<News> news,
            @Nullable Status reached,
            @Nullable Long developer)
            implements BusMessage {
        public RecordFunding {
            news = List.copyOf(news);
        }

        /** Less the news that who has heard of this version knows. */
        RecordFunding since(long known) {
            List<News> unheard =
                    news.stream().filter(one -> one.bountyVersion() > known).toList();
            return new RecordFunding(bug, bountyVersion, totalCents, unheard, reached, developer);
        }
    }

    /**
     * Something for a bug's history.
     *
     * @param bountyVersion that it made
     */
    public record News(
            long bountyVersion, String kind, @Nullable Long actor, String detail, Instant at) {}

    /** How far the analysis of a bug is. */
    public enum AnalysisState {
        PENDING,
        DONE,
        FAILED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A bug as everybody sees it.
     *
     * @param repositoryId the connected repository that it belongs to
     * @param severity the reporter's, or else the engine's
     * @param duplicateOf the oldest report of the same bug, if people have confirmed that there is one
     * @param analysis the engine's answer; null until there is one, and in lists
     */
    public record BugView(
            long id,
            String title,
            String description,
            @Nullable String repoLink,
            @Nullable Long repositoryId,
            @Nullable Severity severity,
            Status status,
            List<String> tags,
            @Nullable String stackTrace,
            @Nullable String category,
            @Nullable Double aiPriorityScore,
            @Nullable Double predictedComplexity,
            @Nullable BigDecimal predictedBounty,
            @Nullable Long predictedBountyCents,
            BigDecimal fundingTotal,
            long fundingTotalCents,
            long createdBy,
            @Nullable Long assignedTo,
            @Nullable Long duplicateOf,
            Instant createdAt,
            Instant updatedAt,
            long version,
            AnalysisState analysisState,
            @Nullable String analysisReason,
            @Nullable RawJson analysis)
            implements BusMessage {
        public BugView {
            tags = List.copyOf(tags);
        }
    }

    /**
     * A part of a list.
     *
     * @param next where the next page starts; null on the last one
     */
    public record BugPage(List<BugView> bugs, @Nullable String next) implements BusMessage {
        public BugPage {
            bugs = List.copyOf(bugs);
        }
    }

    public record BugReported(long bug) implements BusMessage {}

    public record BugChanged(long bug, long seq) implements BusMessage {}

    public record AnalysisStaged(long bug, String stage) implements BusMessage {}
}
