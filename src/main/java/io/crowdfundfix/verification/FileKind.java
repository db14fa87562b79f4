package io.crowdfundfix.verification;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a file of a repository is for, by its path. */
final class FileKind {
    private static final Pattern TEST = Pattern.compile("(^|.*/)(tests?|specs?|__tests__|testing|testdata|e2e)/.*"
            + "|(.*/)?(Test\\w*|\\w*(Test|Tests|TestCase|IT|Spec))\\.(java|kt|kts|scala|groovy|cs|php|swift)"
            + "|(.*/)?(test_[^/]*|[^/]*_test|conftest)\\.(py|go|rb|rs|c|cc|cpp|dart|ex|exs)"
            + "|(.*/)?[^/]*_spec\\.rb"
            + "|(.*/)?[^/]*\\.(test|spec)\\.[cm]?[jt]sx?");
    private static final Pattern PIPELINE = Pattern.compile(
            "(.*/)?(\\.github/(workflows|actions)/.*|\\.circleci/.*|\\.buildkite/.*|\\.husky/.*|\\.woodpecker/.*"
                    + "|\\.gitlab-ci\\.ya?ml|\\.gitlab/ci/.*|jenkinsfile[^/]*|azure-pipelines[^/]*\\.ya?ml|\\.travis\\.yml"
                    + "|\\.?appveyor\\.yml|bitbucket-pipelines\\.yml|\\.drone\\.ya?ml|\\.cirrus\\.yml|codeowners"
                    + "|\\.pre-commit-config\\.yaml)");
    private static final Pattern LOCK = Pattern.compile(
            "(.*/)?(package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|bun\\.lockb?|cargo\\.lock|poetry\\.lock"
                    + "|pipfile\\.lock|uv\\.lock|gemfile\\.lock|composer\\.lock|go\\.sum|gradle\\.lockfile|packages\\.lock\\.json"
                    + "|mix\\.lock|flake\\.lock|pubspec\\.lock|podfile\\.lock)");
    private static final Pattern MANIFEST = Pattern.compile(
            "(.*/)?(package\\.json|cargo\\.toml|pyproject\\.toml|pipfile|gemfile|composer\\.json|go\\.mod|build\\.gradle(\\.kts)?"
                    + "|[^/]*\\.csproj|mix\\.exs|flake\\.nix|pubspec\\.yaml|podfile)");
    private static final Pattern NOT_WRITTEN = Pattern.compile(
            "(.*/)?(node_modules|vendor|third_party|dist|target|\\.gradle|__pycache__)/.*|.*\\.min\\.(js|css)"
                    + "|.*(_pb2\\.py|\\.pb\\.go|\\.g\\.dart|\\.designer\\.cs|\\.map)"
                    + "|.*\\.(class|jar|exe|dll|so|dylib|pyc|o|a|wasm)");
    private static final List<String> PROSE = List.of(".md", ".rst", ".txt", ".adoc", "license", "changelog");

    private FileKind() {}

    static boolean isTest(String path) {
        return TEST.matcher(path).matches();
    }

    /** What runs when a change is pushed, or says who must look at it. */
    static boolean isPipeline(String path) {
        return PIPELINE.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    static boolean isLock(String path) {
        return LOCK.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    /** What a lock file is made from. */
    static boolean isManifest(String path) {
        return MANIFEST.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    /** Made by a tool or brought from elsewhere: nobody reads it. */
    static boolean isGenerated(String path) {
        return NOT_WRITTEN.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    static boolean isProse(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return PROSE.stream().anyMatch(lower::endsWith);
    }
}
