package io.crowdfundfix.analysis;

import static io.crowdfundfix.bus.Endpoint.endpoint;
import static io.crowdfundfix.bus.Topic.topic;

import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.bus.Topic;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.localisation.LocalisationApi.Located;
import io.crowdfundfix.localisation.LocalisationApi.Suspect;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of the engine. */
public final class AnalysisApi {
    private static final int MAX_INFERENCES_IN_FLIGHT = 256;
    /** Anybody may search: it must not keep the engine from its work. */
    private static final int MAX_SEARCHES_IN_FLIGHT = 32;

    public static final Endpoint<AnalyzeText, AnalysisView> ANALYZE_TEXT = infer("analyze_text");
    public static final Endpoint<AnalyzeBug, AnalysisView> ANALYZE_BUG = infer("analyze_bug");
    public static final Endpoint<FindSimilar, SimilarBugs> FIND_SIMILAR = infer("find_similar");
    public static final Endpoint<RankByMeaning, RankedBugs> RANK_BY_MEANING =
            AnalysisApi.<RankByMeaning, RankedBugs>infer("rank_by_meaning").atMost(MAX_SEARCHES_IN_FLIGHT);
    public static final Endpoint<JudgeFix, FixOpinion> JUDGE_FIX =
            AnalysisApi.<JudgeFix, FixOpinion>infer("judge_fix").atMost(MAX_SEARCHES_IN_FLIGHT);
    public static final Endpoint<FindDuplicates, SimilarBugs> FIND_DUPLICATES = endpoint("analysis.find_duplicates");
    public static final Endpoint<ReadStatus, EngineStatus> READ_STATUS =
            AnalysisApi.<ReadStatus, EngineStatus>serve("read_status").within(Duration.ofSeconds(1));

    public static final Endpoint<EmbedTexts, Embedded> EMBED_TEXTS =
            AnalysisApi.<EmbedTexts, Embedded>infer("embed_texts").atMost(MAX_SEARCHES_IN_FLIGHT);
    public static final Endpoint<FindSuspects, Located> FIND_SUSPECTS =
            AnalysisApi.<FindSuspects, Located>infer("find_suspects").atMost(MAX_SEARCHES_IN_FLIGHT);
    public static final Endpoint<LocateText, Located> LOCATE_TEXT =
            AnalysisApi.<LocateText, Located>infer("locate_text").atMost(MAX_SEARCHES_IN_FLIGHT);
    public static final Endpoint<ReadVectors, BugVectors> READ_VECTORS = endpoint("analysis.read_vectors");

    private static final int MAX_TEXTS = 16;
    private static final int MAX_TEXT = 2_000;
    private static final int MAX_VECTORS = 500;

    /** A bug's vector is stored; nodes that search put it into their index. */
    public static final Topic<BugEmbedded> EMBEDDED = topic("analysis.embedded");

    private AnalysisApi() {}

    private static <Q extends BusMessage, R extends BusMessage> Endpoint<Q, R> serve(String verb) {
        return endpoint("analysis." + verb);
    }

    private static <Q extends BusMessage, R extends BusMessage> Endpoint<Q, R> infer(String verb) {
        return AnalysisApi.<Q, R>serve(verb).within(Duration.ofSeconds(15)).atMost(MAX_INFERENCES_IN_FLIGHT);
    }

    /** A report that need not be stored. */
    public record AnalyzeText(
            String title,
            String description,
            @Nullable String stackTrace,
            @Nullable Severity severity,
            @Nullable String repoLink)
            implements BusMessage {}

    /** Analyses a stored bug anew; what is stored of it stays as it is. */
    public record AnalyzeBug(long bug) implements BusMessage {}

    /** Asks for stored bugs like this one, the likeliest to be the same first. */
    public record FindSimilar(String title, String description, int limit) implements BusMessage {}

    /** Asks for stored bugs like a stored one. */
    public record FindDuplicates(long bug, int limit) implements BusMessage {}

    /** Asks which stored bugs speak of this, the closest first. */
    public record RankByMeaning(String text, int limit) implements BusMessage {}

    /**
     * Asks whether a change answers a stored bug.
     *
     * @param change what it says of itself and what it touches, in words; the first 20,000 characters are read
     * @param repository owner/name of where it belongs; empty if unknown
     * @param files paths that it changes
     * @param symbols functions and classes that it changes
     * @param diff the first 40,000 characters are read
     */
    public record JudgeFix(
            long bug, String change, String repository, List<String> files, List<String> symbols, String diff)
            implements BusMessage {
        public JudgeFix {
            files = List.copyOf(files);
            symbols = List.copyOf(symbols);
        }
    }

    /**
     * What the engine thinks of a change.
     *
     * @param probability that it answers the bug, if right and wrong changes of the project were equally likely before; null where
     *     there is no model
     * @param similarity cosine of their vectors, −1…1
     * @param reasons for the probability, in words
     * @param placesNamed files, classes and functions that the report names
     * @param placesTraced whether a stack trace names some of them
     * @param touched those of them that the change touches
     * @param suspects null where no index of its repository could be asked
     * @param plausibility probability that the patch does not only fit its tests; null where there is no model. A weak hint
     * @param patchReasons for the plausibility, in words
     */
    public record FixOpinion(
            @Nullable Double probability,
            double similarity,
            List<String> reasons,
            int placesNamed,
            boolean placesTraced,
            List<String> touched,
            @Nullable SuspectsTouched suspects,
            @Nullable Double plausibility,
            List<String> patchReasons,
            EngineName engine)
            implements BusMessage {
        public FixOpinion {
            reasons = List.copyOf(reasons);
            touched = List.copyOf(touched);
            patchReasons = List.copyOf(patchReasons);
        }
    }

    /**
     * How a change agrees with the files that the engine suspects.
     *
     * @param asked how many suspects were looked at
     * @param rank of the likeliest of them that the change touches, counted from 1; 0 where it touches none
     * @param path of that file; empty where there is none
     */
    public record SuspectsTouched(int asked, int rank, String path) {}

    /** Asks which files the fix of a stored bug will touch. CONFLICT {@code no_repository} where it belongs to none. */
    public record FindSuspects(long bug, int limit) implements BusMessage {}

    /**
     * Asks which files of a connected repository the fix of a report that need not be stored will touch.
     *
     * @param bug null where it is not stored
     */
    public record LocateText(
            @Nullable Long bug,
            String title,
            String description,
            @Nullable String stackTrace,
            @Nullable Long repositoryId,
            @Nullable String repoLink,
            int limit)
            implements BusMessage {}

    public record RankedBugs(List<Long> ids) implements BusMessage {
        public RankedBugs {
            ids = List.copyOf(ids);
        }
    }

    /**
     * The engine's answer. Scores are 0…1.
     *
     * @param categoryConfidence the probability that the engine gives its category, 0…1
     * @param effortDays null where no trained model says
     * @param predictedBounty the median of {@code bountyInterval}, in units of the installation's currency
     * @param suspects files that the fix will touch, the likeliest first; none where its repository is not connected
     * @param latencyMs time the engine worked on it
     */
    public record AnalysisView(
            String summary,
            String category,
            double categoryConfidence,
            double complexityScore,
            @Nullable DayInterval effortDays,
            BigDecimal predictedBounty,
            long predictedBountyCents,
            double impactScore,
            double priorityScore,
            List<ClusterMatch> errorClusters,
            String issueType,
            double issueTypeConfidence,
            Severity severity,
            Interval bountyInterval,
            List<SimilarBug> duplicates,
            List<MissingPart> missingInformation,
            List<Suspect> suspects,
            List<Reason> explanations,
            EngineName engine,
            double latencyMs)
            implements BusMessage {
        public AnalysisView {
            suspects = List.copyOf(suspects);
            errorClusters = List.copyOf(errorClusters);
            duplicates = List.copyOf(duplicates);
            missingInformation = List.copyOf(missingInformation);
            explanations = List.copyOf(explanations);
        }
    }

    /** Something that a report lacks: a code for programs, a question for the reporter. */
    public record MissingPart(String code, String question) {}

    /** Amounts that the price stays below with 10, 50 and 90 per cent. */
    public record Interval(BigDecimal p10, BigDecimal p50, BigDecimal p90) {}

    /** Days from the report to the fix that are not exceeded with 10, 50 and 90 per cent. */
    public record DayInterval(double p10, double p50, double p90) {}

    /** Why a field has its value. */
    public record Reason(String field, String reason) {}

    /**
     * Which engine answered.
     *
     * @param fallback true when no model could be loaded and words were compared instead of meaning
     */
    public record EngineName(String name, String version, boolean fallback) {}

    /**
     * A stored bug that is like the one in question.
     *
     * @param score cosine of their vectors, −1…1
     * @param likely whether the model is sure enough to call it the same
     * @param evidence in words, what they share beyond the score
     */
    public record SimilarBug(long bugId, String title, double score, boolean likely, List<String> evidence) {
        public SimilarBug {
            evidence = List.copyOf(evidence);
        }
    }

    public record SimilarBugs(List<SimilarBug> bugs) implements BusMessage {
        public SimilarBugs {
            bugs = List.copyOf(bugs);
        }
    }

    /** A cluster of errors that a report is near to. */
    public record ClusterMatch(long clusterId, String label, long size, double similarity) {}

    public record ReadStatus() implements BusMessage {}

    /**
     * How the engine of a node is.
     *
     * @param ready whether the model is loaded and the stored vectors are searchable
     */
    public record EngineStatus(boolean ready, String model, boolean fallback, int vectors) implements BusMessage {}

    public record BugEmbedded(long bug) implements BusMessage {}

    /** Asks what texts mean; 16 at most, of at most 2,000 characters. */
    public record EmbedTexts(List<String> texts) implements BusMessage {
        public EmbedTexts {
            Check check = Check.that().size("texts", texts, MAX_TEXTS);
            texts.forEach(text -> check.text("texts", text, 0, MAX_TEXT));
            check.done();
            texts = List.copyOf(texts);
        }
    }

    /**
     * What texts mean, in their order.
     *
     * @param model only vectors of the same one can be compared
     */
    public record Embedded(String model, List<Meaning> meanings) implements BusMessage {
        public Embedded {
            meanings = List.copyOf(meanings);
        }
    }

    /**
     * A unit vector.
     *
     * @param base64 of its floats, little-endian
     */
    public record Meaning(String base64) {
        public static Meaning of(float[] vector) {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            return new Meaning(Base64.getEncoder().encodeToString(bytes.array()));
        }

        public float[] vector() {
            byte[] bytes = Base64.getDecoder().decode(base64);
            float[] vector = new float[bytes.length / Float.BYTES];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(vector);
            return vector;
        }
    }

    /** Asks for the vectors of stored bugs; 500 at most. */
    public record ReadVectors(List<Long> bugs) implements BusMessage {
        public ReadVectors {
            Check.that().size("bugs", bugs, MAX_VECTORS).done();
            bugs = List.copyOf(bugs);
        }
    }

    /** The vectors of those of the bugs that have been analysed by this model. */
    public record BugVectors(String model, List<BugVector> vectors) implements BusMessage {
        public BugVectors {
            vectors = List.copyOf(vectors);
        }
    }

    public record BugVector(long bug, Meaning meaning) {}
}
