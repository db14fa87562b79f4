package io.crowdfundfix.verification;

import io.crowdfundfix.verification.ChangedFile.Kind;
import io.crowdfundfix.verification.VerificationApi.FixCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks that look at the change alone: does it leave the tests and the build as they are, can it be read, does it bring tests. */
final class ChangeChecks {
    private static final int MOST_NAMED = 4;
    private static final double SMALL_LINES = 300;
    private static final double LARGE_LINES = 6_000;
    private static final double SMALL_FILES = 12;
    private static final double LARGE_FILES = 150;
    private static final double TOO_LARGE = 0.3;
    /** A report that speaks of the build gives a cause to change it. */
    private static final Pattern ABOUT_BUILDS = Pattern.compile(
            "(?i)\\b(workflow|pipeline|github action|gitlab|jenkins|travis|continuous integration|lock ?file|dependabot|dependency|dependencies|CI)\\b");

    private final FixDiff diff;
    private final String report;
    private final List<FixCheck> checks = new ArrayList<>();

    private ChangeChecks(FixDiff diff, String report) {
        this.diff = diff;
        this.report = report;
    }

    /** @param report title and description */
    static List<FixCheck> of(FixDiff diff, String report) {
        ChangeChecks all = new ChangeChecks(diff, report);
        all.required("tests_kept", Tampering.deletedTests(diff), "no test is deleted");
        all.required("tests_enabled", Tampering.skippedTests(diff), "no test is skipped or switched off");
        all.required("assertions_kept", Tampering.weakenedAssertions(diff), "no assertion is removed or weakened");
        all.changesProgram();
        all.buildUntouched();
        all.size();
        all.readable();
        all.testsAdded();
        return all.checks;
    }

    private void required(String code, List<String> trouble, String well) {
        boolean passed = trouble.isEmpty();
        checks.add(new FixCheck(code, passed, true, 0.06, passed ? 1 : 0, passed ? well : named(trouble)));
    }

    private void changesProgram() {
        boolean passed = diff.files().stream().anyMatch(file -> !file.isTest() && (file.lines() > 0 || file.binary()));
        checks.add(new FixCheck(
                "changes_program",
                passed,
                true,
                0.04,
                passed ? 1 : 0,
                passed ? "more than tests is changed" : "nothing but tests is changed, which fixes no bug"));
    }

    private void buildUntouched() {
        boolean manifest = diff.files().stream().anyMatch(file -> FileKind.isManifest(file.path()));
        List<String> touched = diff.files().stream()
                .flatMap(file ->
                        java.util.stream.Stream.of(file.path(), file.oldPath()).distinct())
                .filter(path -> FileKind.isPipeline(path) || FileKind.isLock(path) && !manifest)
                .map(path -> "changes " + path)
                .toList();
        boolean caused = ABOUT_BUILDS.matcher(report).find();
        boolean passed = touched.isEmpty() || caused;
        checks.add(new FixCheck(
                "build_untouched",
                passed,
                false,
                0.16,
                passed ? 1 : 0,
                touched.isEmpty()
                        ? "neither the pipeline nor a lock file is changed without its manifest"
                        : named(touched) + (caused ? ", which the report gives a cause for" : " without a cause")));
    }

    /** Falls with the logarithm, from 1 at a small change to 0 at one that nobody reads. */
    private void size() {
        int lines = diff.files().stream()
                .filter(file -> !FileKind.isGenerated(file.path()))
                .mapToInt(ChangedFile::lines)
                .sum();
        int files = diff.files().size();
        double score = Math.min(fall(lines, SMALL_LINES, LARGE_LINES), fall(files, SMALL_FILES, LARGE_FILES));
        boolean passed = score >= TOO_LARGE;
        String much = lines + " changed lines in " + files + (files == 1 ? " file" : " files");
        checks.add(new FixCheck(
                "size", passed, false, 0.08, score, much + (passed ? "" : ": more than a reviewer can take in")));
    }

    private static double fall(double value, double small, double large) {
        return Math.max(0, Math.min(1, Math.log(large / Math.max(1, value)) / Math.log(large / small)));
    }

    private void readable() {
        List<String> unread = diff.files().stream()
                .filter(file -> file.binary() && file.kind() != Kind.DELETED && !file.isTest()
                        || FileKind.isGenerated(file.path()))
                .map(file -> file.path() + (file.binary() ? " is binary" : " is generated or brought from elsewhere"))
                .toList();
        boolean passed = unread.isEmpty();
        checks.add(new FixCheck(
                "readable", passed, false, 0.08, passed ? 1 : 0, passed ? "everything can be read" : named(unread)));
    }

    private void testsAdded() {
        boolean passed =
                diff.tests().stream().anyMatch(file -> file.added().stream().anyMatch(line -> !line.isBlank()));
        checks.add(new FixCheck(
                "tests_added",
                passed,
                false,
                0.06,
                passed ? 1 : 0,
                passed ? "tests come with the change" : "no test comes with the change"));
    }

    private static String named(List<String> trouble) {
        String named =
                trouble.stream().limit(MOST_NAMED).map(ChangeChecks::shortened).collect(Collectors.joining("; "));
        return trouble.size() > MOST_NAMED ? named + "; and " + (trouble.size() - MOST_NAMED) + " more" : named;
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
