package io.crowdfundfix.verification;

import io.crowdfundfix.verification.ChangedFile.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what a change does to tests so that they say less: fewer of them, skipped ones, weaker assertions. Reads lines, so it errs both ways. */
final class Tampering {
    private static final Pattern DECLARATION = Pattern.compile(
            "\\s*(@(org\\.junit\\.[\\w.]*)?(Test|ParameterizedTest|RepeatedTest|TestFactory|Property)\\b"
                    + "|(async )?def test\\w*\\s*\\(|func (\\([^)]*\\) )?Test\\w*\\s*\\(|#\\[(tokio::)?test"
                    + "|\\[(Fact|Theory|Test|TestMethod|TestCase)\\b|TEST(_F|_P)?\\s*\\("
                    + "|(it|test|specify|scenario)(\\.each[^(]*)?\\s*\\(?\\s*['\"`(]|public function test\\w*\\s*\\().*");
    private static final Pattern SKIP = Pattern.compile(
            ".*(@(org\\.junit\\.[\\w.]*)?(Disabled|Ignore)\\b|@(pytest\\.mark|unittest)\\.(skip|xfail|expectedFailure)"
                    + "|@skip(If|Unless)?\\b|\\b(pytest|self)\\.(skip|skipTest|xfail)\\s*\\(|raise (unittest\\.)?SkipTest"
                    + "|\\b(it|test|describe|context|suite)\\.(skip|todo|only|fails|failing)\\b|\\b(xit|xtest|xdescribe|xcontext|fit|fdescribe)\\s*\\("
                    + "|\\bt\\.Skip(f|Now)?\\s*\\(|#\\[ignore|\\[(Ignore|Explicit)\\b|Skip\\s*=\\s*\"|GTEST_SKIP|\\bDISABLED_\\w+"
                    + "|\\bassume(True|False|That|Abort)?\\s*\\(\\s*(false|true)?|Assumptions\\.\\w+\\(|markTestSkipped\\s*\\("
                    + "|<skipTests>\\s*true|<(maven\\.test\\.skip|skipITs|testFailureIgnore|maven\\.test\\.failure\\.ignore)>\\s*true"
                    + "|skipTests=true|collect_ignore|--ignore=|testPathIgnorePatterns|\\|\\|\\s*true\\s*$).*");
    /** Everything that says what has to hold; {@code t.Error} is Go's way. */
    private static final Pattern ASSERTION = Pattern.compile(
            ".*(\\bassert\\w*!?\\b|\\bexpect\\s*\\(|\\bshould\\b|\\bverify\\s*\\(|\\bt\\.(Error|Fatal)f?\\(|\\b(require|check)\\.\\w+\\(|\\bEXPECT_\\w+|\\bfail\\s*\\().*");

    private static final Pattern LOOSE = Pattern.compile(
            ".*(assert(True|NotNull|IsNotNone|Truthy|IsInstance|InstanceOf)|toBeTruthy|toBeDefined|isNotNull|not\\.toBeNull|isNotEmpty|anything\\(\\)).*");
    private static final Pattern PYTHON_BARE = Pattern.compile("\\s*assert\\s+[\\w.()\\[\\]'\"]+\\s*$");
    private static final Pattern TRIVIAL = Pattern.compile(
            ".*(assertTrue\\(\\s*(true|1\\s*==\\s*1)\\s*[,)]|assert\\s+(True|1)\\s*$|assertFalse\\(\\s*false\\s*[,)]"
                    + "|expect\\(\\s*(true|1)\\s*\\)\\.(toBe|toEqual)\\(\\s*(true|1)\\s*\\)|assert!\\(\\s*true"
                    + "|assertEquals?\\(\\s*(?<same>[\\w.\"']+)\\s*,\\s*\\k<same>\\s*[,)]|assertThat\\(\\s*true\\s*\\)\\.isTrue).*");
    private static final List<String> COMMENTS = List.of("//", "#!", "# ", "*", "/*", "--", "<!--");

    private Tampering() {}

    /** Test files that go, and tests that go from others; moved ones come back elsewhere in the change. */
    static List<String> deletedTests(FixDiff diff) {
        List<String> found = new ArrayList<>();
        long removed = count(diff, ChangedFile::removed, DECLARATION);
        long added = count(diff, ChangedFile::added, DECLARATION);
        diff.files().stream()
                .filter(file -> file.kind() == Kind.DELETED && FileKind.isTest(file.path()))
                .filter(file -> removed > added || file.removed().stream().noneMatch(line -> is(line, DECLARATION)))
                .forEach(file -> found.add("deletes " + file.path()));
        diff.files().stream()
                .filter(file ->
                        file.kind() == Kind.MOVED && FileKind.isTest(file.oldPath()) && !FileKind.isTest(file.path()))
                .forEach(file -> found.add("moves " + file.oldPath() + " to where no test runs"));
        if (removed > added && found.isEmpty()) {
            found.add("removes " + removed + " tests and adds " + added);
        }
        return found;
    }

    /** Marks that keep a test from running or from failing, more of them than the change takes away. */
    static List<String> skippedTests(FixDiff diff) {
        List<String> found = new ArrayList<>();
        for (ChangedFile file : diff.files()) {
            List<String> marks = matching(file.added(), SKIP);
            if ((file.isTest() || isBuild(file))
                    && marks.size() > matching(file.removed(), SKIP).size()) {
                found.add(file.path() + ": " + shortened(marks.get(0)));
            }
        }
        return found;
    }

    /** Per file, assertions that are gone or say less than before; one that reappears word for word elsewhere was moved. */
    static List<String> weakenedAssertions(FixDiff diff) {
        List<String> found = new ArrayList<>();
        List<String> anywhere = new ArrayList<>(diff.tests().stream()
                .flatMap(file -> matching(file.added(), ASSERTION).stream())
                .toList());
        for (ChangedFile file : diff.tests()) {
            matching(file.added(), ASSERTION).stream()
                    .filter(line -> TRIVIAL.matcher(line).matches())
                    .forEach(line -> found.add(file.path() + " says nothing with: " + shortened(line)));
            if (file.kind() != Kind.DELETED) {
                int before = strength(matching(file.removed(), ASSERTION).stream()
                        .filter(line -> !anywhere.remove(line) || file.added().contains(line)));
                int after = strength(matching(file.added(), ASSERTION).stream());
                if (before > after) {
                    found.add(file.path() + " asserts less than before");
                }
            }
        }
        return found;
    }

    private static int strength(Stream<String> assertions) {
        return assertions
                .mapToInt(line -> TRIVIAL.matcher(line).matches()
                        ? 0
                        : LOOSE.matcher(line).matches()
                                        || PYTHON_BARE.matcher(line).matches()
                                ? 1
                                : 2)
                .sum();
    }

    private static boolean isBuild(ChangedFile file) {
        String name = file.name();
        return name.equals("pom.xml")
                || name.startsWith("build.gradle")
                || name.equals("package.json")
                || name.endsWith(".toml")
                || name.endsWith(".cfg")
                || name.endsWith(".ini")
                || name.equals("Makefile")
                || name.startsWith("jest.config")
                || FileKind.isPipeline(file.path());
    }

    private interface Lines extends java.util.function.Function<ChangedFile, List<String>> {}

    private static long count(FixDiff diff, Lines lines, Pattern pattern) {
        return diff.tests().stream()
                .flatMap(file -> lines.apply(file).stream())
                .filter(line -> is(line, pattern))
                .count();
    }

    private static List<String> matching(List<String> lines, Pattern pattern) {
        Predicate<String> wanted = line -> is(line, pattern);
        return lines.stream().filter(wanted).map(String::strip).toList();
    }

    private static boolean is(String line, Pattern pattern) {
        String bare = line.strip();
        return COMMENTS.stream().noneMatch(bare::startsWith)
                && pattern.matcher(line).matches();
    }

    private static String shortened(String line) {
        String bare = line.strip();
        return bare.length() > 120 ? bare.substring(0, 120) + "…" : bare;
    }
}
