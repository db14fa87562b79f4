package io.crowdfundfix.verification;

import io.crowdfundfix.analysis.AnalysisApi;
import io.crowdfundfix.analysis.AnalysisApi.FixOpinion;
import io.crowdfundfix.analysis.AnalysisApi.JudgeFix;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.ReadReport;
import io.crowdfundfix.bugs.BugsApi.ReportText;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.verification.DiffSource.Found;
import io.crowdfundfix.verification.Verdict.JudgedDiff;
import io.crowdfundfix.verification.VerificationApi.EvidenceBy;
import io.crowdfundfix.verification.VerificationApi.FixCheck;
import io.crowdfundfix.verification.VerificationApi.Mode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges a submission: finds its diff, asks the engine, weighs the checks. Changes nothing. */
final class Verifier {
    private static final int MAX_SYMBOLS = 500;
    private static final int MAX_DIFF_READ = 40_000;
    private static final Pattern REPOSITORY = Pattern.compile("https?://[^/]+/([^/?#]+/[^/?#]+)/pull/.*");

    private final Bus bus;
    private final DiffSource source;

    Verifier(Bus bus, DiffSource source) {
        this.bus = bus;
        this.source = source;
    }

    Future<Verdict> verify(Submission submission, Handed handed) {
        return source.find(submission.prLink(), handed.diff())
                .compose(found -> found.diff() == null
                        ? Future.succeededFuture(Simulation.of(submission.bug(), submission.prLink(), found.reason()))
                        : judged(submission, handed, new Source(found.diff(), found)));
    }

    /** A diff that is there, and where it is from. */
    private record Source(FixDiff diff, Found found) {}

    private Future<Verdict> judged(Submission submission, Handed handed, Source read) {
        return bus.request(BugsApi.READ_REPORT, new ReadReport(submission.bug()))
                .compose(report -> bus.request(AnalysisApi.JUDGE_FIX, question(submission, read.diff()))
                        .map(opinion -> verdict(read, report, opinion, new Tests(handed, submission.evidenceBy()))));
    }

    private static JudgeFix question(Submission submission, FixDiff diff) {
        List<String> symbols = diff.files().stream()
                .flatMap(file -> file.places().stream())
                .distinct()
                .limit(MAX_SYMBOLS)
                .toList();
        Matcher repository = REPOSITORY.matcher(submission.prLink());
        String text = diff.text();
        return new JudgeFix(
                submission.bug(),
                diff.telling(),
                repository.matches() ? repository.group(1) : "",
                diff.files().stream().map(ChangedFile::path).toList(),
                symbols,
                text.length() > MAX_DIFF_READ ? text.substring(0, MAX_DIFF_READ) : text);
    }

    /** The evidence as it was handed in. */
    private record Tests(Handed handed, @Nullable EvidenceBy by) {}

    private static Verdict verdict(Source read, ReportText report, FixOpinion opinion, Tests tests) {
        TestEvidence evidence = tests.handed().evidence();
        boolean proven = evidence != null
                && tests.by() == EvidenceBy.MAINTAINER
                && evidence.failToPass().holds()
                && evidence.passToPass().holds();
        List<FixCheck> checks = new ArrayList<>(AnswerChecks.of(opinion, proven));
        List<FixCheck> change = ChangeChecks.of(read.diff(), report.title() + "\n" + report.description());
        checks.addAll(change);
        checks.add(new FixCheck(
                "diff_source",
                read.found().fetched(),
                false,
                0,
                read.found().fetched() ? 1 : 0,
                "the diff: " + read.found().reason()));
        if (evidence != null) {
            checks.addAll(EvidenceChecks.of(evidence, tests.by()));
        } else if (tests.handed().hasEvidence()) {
            checks.add(EvidenceChecks.incomplete());
        }
        return new Verdict(
                evidence == null ? Mode.DIFF : Mode.EVIDENCE,
                evidence == null ? 1 : 2,
                Verdict.passes(checks),
                Verdict.mean(checks),
                Math.max(0, Math.min(1, opinion.similarity())),
                Verdict.mean(change),
                checks,
                JudgedDiff.of(read.diff()),
                opinion.engine().name() + "/" + opinion.engine().version());
    }
}
