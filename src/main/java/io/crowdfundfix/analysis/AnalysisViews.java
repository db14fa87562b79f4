package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.AnalysisView;
import io.crowdfundfix.analysis.AnalysisApi.ClusterMatch;
import io.crowdfundfix.analysis.AnalysisApi.DayInterval;
import io.crowdfundfix.analysis.AnalysisApi.EngineName;
import io.crowdfundfix.analysis.AnalysisApi.Interval;
import io.crowdfundfix.analysis.AnalysisApi.MissingPart;
import io.crowdfundfix.analysis.AnalysisApi.Reason;
import io.crowdfundfix.analysis.AnalysisApi.SimilarBug;
import io.crowdfundfix.analysis.AnalysisStore.KnownBug;
import io.crowdfundfix.analysis.DuplicateSearch.Found;
import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.engine.Assessment;
import io.crowdfundfix.engine.BountyInterval;
import io.crowdfundfix.engine.Evidence;
import io.crowdfundfix.engine.Examined;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.engine.Questions;
import io.crowdfundfix.engine.duplicate.Likeness;
import io.crowdfundfix.engine.triage.ResolutionModel.Days;
import io.crowdfundfix.localisation.LocalisationApi.Suspect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The engine's findings in the shape that clients see. */
final class AnalysisViews {
    private static final double NANOS_PER_MS = 1e6;

    private AnalysisViews() {}

    /** What is known of others that concerns a report. */
    record Around(List<SimilarBug> duplicates, List<ClusterMatch> clusters, List<Suspect> suspects) {}

    static AnalysisView of(Examined examined, Around around, EngineName engine, long startedNanos) {
        Assessment assessed = examined.assessment();
        BountyInterval bounty = assessed.bounty();
        return new AnalysisView(
                examined.summary(),
                assessed.category(),
                rounded(assessed.categoryConfidence()),
                rounded(assessed.complexity()),
                days(assessed.days()),
                amount(bounty.p50()),
                bounty.p50(),
                rounded(assessed.impact()),
                rounded(assessed.priority()),
                around.clusters(),
                assessed.issueType(),
                rounded(assessed.issueTypeConfidence()),
                Severity.valueOf(assessed.severity().name()),
                new Interval(amount(bounty.p10()), amount(bounty.p50()), amount(bounty.p90())),
                around.duplicates(),
                assessed.missing().stream()
                        .map(code -> new MissingPart(code, Questions.of(code)))
                        .toList(),
                around.suspects(),
                assessed.explanations().stream()
                        .map(explanation -> new Reason(explanation.field(), explanation.reason()))
                        .toList(),
                engine,
                Math.round((System.nanoTime() - startedNanos) / NANOS_PER_MS * 10) / 10.0);
    }

    /**
     * With their titles and what speaks for each: the same crash first, which the model underrates because it learned from texts whose
     * traces were flattened; else in the order in which they were found.
     */
    static List<SimilarBug> similar(List<Found> found, List<KnownBug> known, Fingerprint fingerprint) {
        Map<Long, KnownBug> knownById = known.stream().collect(Collectors.toMap(KnownBug::bug, Function.identity()));
        List<SimilarBug> sameCrash = new ArrayList<>();
        List<SimilarBug> others = new ArrayList<>();
        for (Found one : found) {
            KnownBug bug = knownById.get(one.bug());
            if (bug != null) {
                boolean crashes = Evidence.sameCrash(fingerprint, bug.fingerprint());
                (crashes ? sameCrash : others)
                        .add(new SimilarBug(
                                bug.bug(),
                                bug.title(),
                                rounded(one.cosine()),
                                one.likely(),
                                evidence(fingerprint, bug.fingerprint(), one.likeness())));
            }
        }
        sameCrash.sort(Comparator.comparingDouble(SimilarBug::score).reversed());
        sameCrash.addAll(others);
        return sameCrash;
    }

    private static List<String> evidence(Fingerprint one, Fingerprint other, @Nullable Likeness likeness) {
        List<String> evidence = new ArrayList<>(Evidence.between(one, other));
        if (likeness != null) {
            boolean told = Evidence.sameCrash(one, other);
            evidence.addAll((told ? likeness.besidesCrash() : likeness).words());
        }
        return evidence;
    }

    private static @Nullable DayInterval days(@Nullable Days days) {
        return days == null ? null : new DayInterval(tenths(days.p10()), tenths(days.p50()), tenths(days.p90()));
    }

    private static double tenths(double days) {
        return Math.round(days * 10) / 10.0;
    }

    private static BigDecimal amount(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    private static double rounded(double score) {
        return Math.round(score * 1000) / 1000.0;
    }
}
