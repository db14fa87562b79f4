package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.FeedbackApi.CalibrationView;
import io.crowdfundfix.analysis.FeedbackApi.ClassCalibration;
import io.crowdfundfix.analysis.FeedbackApi.Compare;
import io.crowdfundfix.analysis.FeedbackApi.Compared;
import io.crowdfundfix.analysis.FeedbackApi.FeedbackView;
import io.crowdfundfix.analysis.FeedbackApi.GiveFeedback;
import io.crowdfundfix.analysis.FeedbackApi.PredictedField;
import io.crowdfundfix.analysis.FeedbackApi.ReadCalibration;
import io.crowdfundfix.analysis.FeedbackStore.Meaning;
import io.crowdfundfix.analysis.FeedbackStore.Prediction;
import io.crowdfundfix.analysis.FeedbackStore.Said;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.DuplicatesApi;
import io.crowdfundfix.bugs.DuplicatesApi.CountDecisions;
import io.crowdfundfix.bugs.DuplicatesApi.DecisionCounts;
import io.crowdfundfix.bugs.DuplicatesApi.SuggestDuplicate;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.engine.Evidence;
import io.crowdfundfix.engine.Vectors;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes people's word on predictions and says how well those held. */
final class FeedbackService {
    private static final int ATTEMPTS = 5;

    private final Platform platform;
    private final Database database;
    private final FeedbackStore store;
    private final Likenesses likenesses;

    FeedbackService(Platform platform, FeedbackStore store) {
        this.platform = platform;
        this.database = platform.database();
        this.store = store;
        this.likenesses = new Likenesses(platform.bus());
    }

    Future<Compared> compare(Compare question) {
        return store.meanings(database, question.one(), question.other()).map(found -> {
            boolean comparable = found.size() == 2
                    && found.get(0).model().equals(found.get(1).model());
            return comparable ? compared(found.get(0), found.get(1)) : new Compared(null, List.of());
        });
    }

    private static Compared compared(Meaning one, Meaning other) {
        double cosine = Math.max(-1, Math.min(1, Vectors.dot(one.vector(), other.vector())));
        return new Compared(
                Math.round(cosine * 1000) / 1000.0, Evidence.between(one.fingerprint(), other.fingerprint()));
    }

    Future<FeedbackView> give(GiveFeedback question) {
        return platform.bus()
                .request(BugsApi.FIND, new FindBug(question.bug()))
                .compose(bug -> {
                    checkMayJudge(question.caller(), bug);
                    return question.field() == PredictedField.DUPLICATE ? suggest(question) : predicted(question);
                })
                .compose(prediction -> said(question, prediction, ATTEMPTS))
                .map(Said::view);
    }

    private static void checkMayJudge(Caller caller, BugView bug) {
        if (caller.role() == Role.USER && caller.id() != bug.createdBy()) {
            throw Fault.forbidden("not_your_bug", "Only its reporter, a DEVELOPER or an ADMIN may correct this bug");
        }
    }

    /** A duplicate that somebody names is also a suggestion for those who decide. */
    private Future<Prediction> suggest(GiveFeedback question) {
        long other = Long.parseLong(question.value());
        if (other == question.bug()) {
            throw Fault.invalid("value", "must be another bug: a bug is no duplicate of itself");
        }
        return likenesses
                .of(question.bug(), other)
                .compose(likeness -> platform.bus()
                        .request(
                                DuplicatesApi.SUGGEST,
                                new SuggestDuplicate(question.caller(), question.bug(), other, likeness)))
                .map(Prediction.NONE);
    }

    private Future<Prediction> predicted(GiveFeedback question) {
        return store.prediction(database, question.bug(), question.field())
                .map(found -> found.orElseThrow(() -> Fault.conflict(
                        "not_analyzed", "Bug " + question.bug() + " has no prediction yet: wait for its analysis")));
    }

    /** A person's later words are said of what his first one was said of, whatever was predicted in between. */
    private Future<Said> said(GiveFeedback question, Prediction prediction, int attempts) {
        long person = question.caller().id();
        return store.last(database, question.bug(), question.field(), person).compose(last -> {
            if (last.isPresent() && last.get().value().equals(question.value())) {
                return Future.succeededFuture(last.get());
            }
            Said said = new Said(
                    question.bug(),
                    question.field(),
                    person,
                    last.map(Said::turn).orElse(0) + 1,
                    question.value(),
                    last.map(Said::of).orElse(prediction),
                    platform.clock().instant().truncatedTo(ChronoUnit.MICROS));
            return store.add(database, said).compose(added -> {
                if (added == 1) {
                    return Future.succeededFuture(said);
                }
                return attempts > 1
                        ? said(question, prediction, attempts - 1)
                        : Future.failedFuture(Fault.busy("Too many words on this field at once"));
            });
        });
    }

    Future<CalibrationView> calibration(ReadCalibration question) {
        var outcomes = store.outcomes(database);
        var measured = store.measured(database);
        Future<Optional<Instant>> since = store.since(database);
        Future<DecisionCounts> decisions = platform.bus().request(DuplicatesApi.COUNT_DECISIONS, new CountDecisions());
        return Future.all(outcomes, measured, since, decisions).map(all -> {
            List<ClassCalibration> fields = List.of(
                    Calibration.ofClass(PredictedField.ISSUE_TYPE, true, outcomes.result()),
                    Calibration.ofClass(PredictedField.CATEGORY, true, outcomes.result()),
                    Calibration.ofClass(PredictedField.SEVERITY, false, outcomes.result()));
            var complexity = Calibration.ofScores(measured.result());
            var bounty = Calibration.ofPrices(measured.result());
            var duplicates = Calibration.ofDuplicates(decisions.result().bands());
            long n =
                    fields.stream().mapToLong(ClassCalibration::n).sum() + complexity.n() + bounty.n() + duplicates.n();
            Instant first = Stream.of(
                            since.result().orElse(null), decisions.result().since())
                    .filter(Objects::nonNull)
                    .min(Instant::compareTo)
                    .orElse(null);
            return new CalibrationView(n, first, fields, complexity, bounty, duplicates);
        });
    }
}
