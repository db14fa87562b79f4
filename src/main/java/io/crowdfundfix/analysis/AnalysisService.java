package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.AnalysisView;
import io.crowdfundfix.analysis.AnalysisApi.AnalyzeBug;
import io.crowdfundfix.analysis.AnalysisApi.AnalyzeText;
import io.crowdfundfix.analysis.AnalysisApi.BugEmbedded;
import io.crowdfundfix.analysis.AnalysisApi.ClusterMatch;
import io.crowdfundfix.analysis.AnalysisApi.EmbedTexts;
import io.crowdfundfix.analysis.AnalysisApi.Embedded;
import io.crowdfundfix.analysis.AnalysisApi.FindSimilar;
import io.crowdfundfix.analysis.AnalysisApi.LocateText;
import io.crowdfundfix.analysis.AnalysisApi.Meaning;
import io.crowdfundfix.analysis.AnalysisApi.RankByMeaning;
import io.crowdfundfix.analysis.AnalysisApi.RankedBugs;
import io.crowdfundfix.analysis.AnalysisApi.SimilarBug;
import io.crowdfundfix.analysis.AnalysisApi.SimilarBugs;
import io.crowdfundfix.analysis.AnalysisStore.Remembered;
import io.crowdfundfix.analysis.AnalysisViews.Around;
import io.crowdfundfix.analysis.DuplicateSearch.Found;
import io.crowdfundfix.analysis.DuplicateSearch.Question;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.AnalysisStaged;
import io.crowdfundfix.bugs.BugsApi.BugIds;
import io.crowdfundfix.bugs.BugsApi.ReadReport;
import io.crowdfundfix.bugs.BugsApi.ReportText;
import io.crowdfundfix.bugs.DuplicatesApi;
import io.crowdfundfix.bugs.DuplicatesApi.ListRejected;
import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.engine.Examined;
import io.crowdfundfix.engine.Report;
import io.crowdfundfix.engine.SeverityLevel;
import io.crowdfundfix.engine.retrieval.Neighbour;
import io.crowdfundfix.engine.retrieval.Told;
import io.crowdfundfix.localisation.LocalisationApi.CodeMeanings;
import io.crowdfundfix.localisation.LocalisationApi.EmbedCode;
import io.crowdfundfix.localisation.LocalisationApi.Suspect;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts the engine's reading of a report together with what is stored of earlier ones. Inference happens on the calling thread. */
final class AnalysisService {
    private static final int MOST_DUPLICATES = 5;
    private static final int MOST_CLUSTERS = 3;
    private static final int MOST_SUSPECTS = 5;

    private static final float SPEAKS_OF = 0.25f;

    private final Platform platform;
    private final AnalysisStore store;
    private final FeedbackStore predictions = new FeedbackStore();
    private final SharedEngine engine;
    private final CurrentClusters clusters;
    private final ClusterStore clusterStore = new ClusterStore(new Ids("cluster_ids"));
    private final SuspectFinder suspects;
    private final Timer inference;

    AnalysisService(Platform platform, AnalysisStore store, SharedEngine engine, CurrentClusters clusters) {
        this.platform = platform;
        this.store = store;
        this.engine = engine;
        this.clusters = clusters;
        this.suspects = new SuspectFinder(platform.bus(), engine);
        this.inference = Timer.builder("crowdfundfix.analysis.inference")
                .description("time the engine reads one report")
                .publishPercentiles(0.5, 0.99)
                .register(platform.meters());
    }

    Future<AnalysisView> analyzeText(AnalyzeText question) {
        Report report = new Report(
                question.title(),
                question.description(),
                question.stackTrace(),
                level(question.severity()),
                Report.repositoryOf(question.repoLink()));
        return timed(report, new Origin(KnownBugs.NONE, null, question.repoLink()));
    }

    Future<AnalysisView> analyzeBug(AnalyzeBug question) {
        return platform.bus()
                .request(BugsApi.READ_REPORT, new ReadReport(question.bug()))
                .compose(report -> timed(report(report), origin(report)));
    }

    Future<SimilarBugs> findSimilar(FindSimilar question) {
        Report report = Report.of(question.title(), question.description());
        return similar(report, examine(report), KnownBugs.NONE, question.limit())
                .map(SimilarBugs::new);
    }

    Future<RankedBugs> rankByMeaning(RankByMeaning question) {
        float[] vector =
                engine.analyst().embedder().embed(question.text(), List.of()).vector();
        return Future.succeededFuture(
                new RankedBugs(engine.known().nearest(vector, question.limit(), SPEAKS_OF, KnownBugs.NONE).stream()
                        .map(Neighbour::id)
                        .toList()));
    }

    SuspectFinder suspects() {
        return suspects;
    }

    Future<CodeMeanings> embedCode(EmbedCode question) {
        return Future.succeededFuture(new CodeMeanings(
                engine.model(),
                question.texts().stream()
                        .map(text -> Meaning.of(engine.analyst()
                                        .embedder()
                                        .embed(text, List.of())
                                        .vector())
                                .base64())
                        .toList()));
    }

    Future<Embedded> embedTexts(EmbedTexts question) {
        return Future.succeededFuture(new Embedded(
                engine.model(),
                question.texts().stream()
                        .map(text -> engine.analyst().embedder().embed(text, List.of()))
                        .map(embedding -> Meaning.of(embedding.vector()))
                        .toList()));
    }

    /** Analyses a stored report and remembers its meaning; done twice, the later one stands. */
    Future<AnalysisView> analyzeAndRemember(ReportText report) {
        stage(report, "reading");
        long started = System.nanoTime();
        Report read = report(report);
        Examined examined = examine(read);
        stage(report, "comparing");
        return view(read, examined, origin(report), started)
                .compose(view -> remember(report, examined)
                        .compose(done -> predictions.keepPrediction(
                                platform.database(),
                                report.bug(),
                                view,
                                platform.clock().instant()))
                        .map(view));
    }

    private Future<Void> remember(ReportText report, Examined examined) {
        Instant now = platform.clock().instant();
        engine.known().put(report.bug(), examined.vector(), Knowledge.stamp(now));
        engine.known().putWords(KnownWords.text(report, examined.fingerprint()));
        Remembered remembered = new Remembered(
                report.bug(),
                examined.model(),
                examined.vector(),
                report.title(),
                examined.fingerprint(),
                report.reportedAt());
        return store.save(platform.database(), remembered, now)
                .compose(saved -> clusterStore.place(
                        platform.database(),
                        report.bug(),
                        CurrentClusters.placed(
                                clusters.near(examined.vector(), examined.model(), 1),
                                report.bug(),
                                report.reportedAt())))
                .onSuccess(saved -> platform.bus().publish(AnalysisApi.EMBEDDED, new BugEmbedded(report.bug())));
    }

    private void stage(ReportText report, String stage) {
        platform.bus().publish(BugsApi.ANALYSIS_STAGED, new AnalysisStaged(report.bug(), stage));
    }

    private Future<AnalysisView> timed(Report report, Origin origin) {
        long started = System.nanoTime();
        return view(report, examine(report), origin, started);
    }

    /** Where a report is from: a stored bug or none, and what it says of its repository. */
    private record Origin(
            long bug, @Nullable Long repository, @Nullable String repoLink) {}

    private static Origin origin(ReportText report) {
        return new Origin(report.bug(), report.repositoryId(), report.repoLink());
    }

    private static Report report(ReportText report) {
        return new Report(
                report.title(),
                report.description(),
                report.stackTrace(),
                level(report.severity()),
                Report.repositoryOf(report.repoLink()));
    }

    private static @Nullable SeverityLevel level(@Nullable Severity severity) {
        return severity == null ? null : SeverityLevel.valueOf(severity.name());
    }

    private Examined examine(Report report) {
        long started = System.nanoTime();
        Examined examined = engine.analyst().examine(report);
        inference.record(System.nanoTime() - started, TimeUnit.NANOSECONDS);
        return examined;
    }

    private Future<AnalysisView> view(Report report, Examined examined, Origin origin, long startedNanos) {
        List<ClusterMatch> near = clusters.near(examined.vector(), examined.model(), MOST_CLUSTERS);
        Future<List<SimilarBug>> duplicates = similar(report, examined, origin.bug(), MOST_DUPLICATES);
        Future<List<Suspect>> suspected = suspects.ofReport(
                new LocateText(
                        origin.bug() == KnownBugs.NONE ? null : origin.bug(),
                        report.title(),
                        report.description(),
                        report.stackTrace(),
                        origin.repository(),
                        origin.repoLink(),
                        MOST_SUSPECTS),
                examined);
        return Future.all(duplicates, suspected)
                .map(both -> AnalysisViews.of(
                        examined,
                        new Around(duplicates.result(), near, suspected.result()),
                        engine.name(),
                        startedNanos));
    }

    /** Alike bugs but those that people have judged to be others. */
    private Future<List<SimilarBug>> similar(Report report, Examined examined, long bug, int limit) {
        Told told = KnownWords.told(report.title(), report.description(), report.stackTrace());
        List<Found> found =
                engine.duplicates().find(new Question(told, examined.vector(), examined.fingerprint(), bug));
        return rejected(bug).compose(rejected -> {
            List<Found> shown = found.stream()
                    .filter(candidate -> !rejected.contains(candidate.bug()))
                    .limit(limit)
                    .toList();
            return store.known(
                            platform.database(), shown.stream().map(Found::bug).toList())
                    .map(known -> AnalysisViews.similar(shown, known, examined.fingerprint()));
        });
    }

    /** What people have judged to be other bugs than this one; it is not suggested again. */
    private Future<List<Long>> rejected(long bug) {
        return bug == KnownBugs.NONE
                ? Future.succeededFuture(List.of())
                : platform.bus()
                        .request(DuplicatesApi.LIST_REJECTED, new ListRejected(bug))
                        .map(BugIds::ids);
    }
}
