package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.EngineName;
import io.crowdfundfix.analysis.AnalysisApi.FindSuspects;
import io.crowdfundfix.analysis.AnalysisApi.FixOpinion;
import io.crowdfundfix.analysis.AnalysisApi.JudgeFix;
import io.crowdfundfix.analysis.AnalysisApi.SuspectsTouched;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.ReadReport;
import io.crowdfundfix.bugs.BugsApi.ReportText;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.NamedPlaces;
import io.crowdfundfix.engine.Report;
import io.crowdfundfix.engine.Vectors;
import io.crowdfundfix.engine.fix.FixMatchModel;
import io.crowdfundfix.engine.fix.FixVerdict;
import io.crowdfundfix.engine.patch.PatchModel;
import io.crowdfundfix.engine.patch.PatchVerdict;
import io.crowdfundfix.localisation.LocalisationApi.Suspect;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how well a change answers a bug. Inference happens on the calling thread. */
final class FixJudge {
    private static final int MAX_CHANGE = 20_000;
    /** Beyond these a fix is where nobody looked for it. */
    private static final int SUSPECTS = 20;

    private final Bus bus;
    private final EngineLoader loader;

    FixJudge(Bus bus, EngineLoader loader) {
        this.bus = bus;
        this.loader = loader;
    }

    Future<FixOpinion> judge(JudgeFix question) {
        return bus.request(BugsApi.READ_REPORT, new ReadReport(question.bug()))
                .compose(report -> suspects(question).map(suspects -> opinion(report, question, suspects)));
    }

    /** Where the repository's code is known, how the change agrees with what is suspected there. */
    private Future<@Nullable SuspectsTouched> suspects(JudgeFix question) {
        return new SuspectFinder(bus, loader.get())
                .ofBug(new FindSuspects(question.bug(), SUSPECTS))
                .map(located -> touched(located.suspects(), question.files()))
                .otherwise(failure -> null);
    }

    /** @return null where nothing is suspected */
    private static @Nullable SuspectsTouched touched(List<Suspect> suspects, List<String> files) {
        if (suspects.isEmpty()) {
            return null;
        }
        for (int i = 0; i < suspects.size(); i++) {
            if (files.contains(suspects.get(i).path())) {
                return new SuspectsTouched(
                        suspects.size(), i + 1, suspects.get(i).path());
            }
        }
        return new SuspectsTouched(suspects.size(), 0, "");
    }

    private FixOpinion opinion(ReportText report, JudgeFix question, @Nullable SuspectsTouched suspects) {
        SharedEngine engine = loader.get();
        SharedFixModels models = loader.fixModels();
        Embedder embedder = engine.analyst().embedder();
        String change = question.change().length() > MAX_CHANGE
                ? question.change().substring(0, MAX_CHANGE)
                : question.change();
        float[] title = vector(embedder, report.title());
        float[] whole = vector(embedder, report.title() + "\n" + report.description());
        float[] meaning = vector(embedder, change);
        FixVerdict verdict = models.match() == null
                ? null
                : verdict(models.match(), report, question, new Vectored(title, whole, change, meaning));
        PatchModel patch = models.patch();
        PatchVerdict judged = patch == null || question.diff().isBlank() ? null : patch.judge(question.diff());
        NamedPlaces places = NamedPlaces.of(report.title(), report.description(), report.stackTrace());
        List<String> touched = new ArrayList<>(places.tracedIn(question.files(), question.symbols()));
        touched.addAll(places.toldIn(question.files(), question.symbols()));
        EngineName name = engine.name();
        return new FixOpinion(
                verdict == null ? null : verdict.probability(),
                Math.max(Vectors.dot(title, meaning), Vectors.dot(whole, meaning)),
                verdict == null ? List.of() : verdict.reasons(),
                places.count(),
                places.hasTrace(),
                touched,
                suspects,
                judged == null ? null : 1 - judged.incorrect(),
                judged == null ? List.of() : judged.reasons(),
                name);
    }

    /** Texts with their vectors. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Vectored(float[] title, float[] whole, String change, float[] meaning) {}

    /** Where either project is unknown, neither counts. */
    private static FixVerdict verdict(FixMatchModel model, ReportText report, JudgeFix question, Vectored vectored) {
        String ours = Report.repositoryOf(report.repoLink());
        boolean known = !ours.isEmpty() && !question.repository().isEmpty();
        return model.judge(
                model.report(
                        report.title(),
                        report.description(),
                        known ? ours : null,
                        new FixMatchModel.Meaning(vectored.title(), vectored.whole())),
                model.change(vectored.change(), known ? question.repository() : null, vectored.meaning()));
    }

    private static float[] vector(Embedder embedder, String text) {
        return embedder.embed(text, List.of()).vector();
    }
}
