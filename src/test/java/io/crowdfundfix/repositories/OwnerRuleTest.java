package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerRuleTest {
    @ParameterizedTest
    @CsvSource({
        "*,                a.txt,                      true",
        "*,                deep/in/a.txt,              true",
        "*.js,             app.js,                     true",
        "*.js,             src/web/app.js,             true",
        "*.js,             src/app.jsx,                false",
        "/build/logs/,     build/logs/today.log,       true",
        "/build/logs/,     build/logs/old/a.log,       true",
        "/build/logs/,     app/build/logs/a.log,       false",
        "docs/*,           docs/getting-started.md,    true",
        "docs/*,           docs/build-app/trouble.md,  false",
        "apps/,            apps/a.txt,                 true",
        "apps/,            web/apps/deep/a.txt,        true",
        "apps/,            apps,                       false",
        "/docs/,           docs/a/b/c.md,              true",
        "/docs/,           src/docs/a.md,              false",
        "/docs,            docs/a.md,                  true",
        "/scripts/,        scripts/x.sh,               true",
        "**/logs,          build/logs/a.log,           true",
        "**/logs,          logs/a.log,                 true",
        "**/logs,          deeply/nested/logs/a/b,     true",
        "/apps/github,     apps/github/a.txt,          true",
        "/apps/github,     apps/other/a.txt,           false",
        "src/**/test,      src/test/A.java,            true",
        "src/**/test,      src/a/b/test/A.java,        true",
        "src/**,           src/A.java,                 true",
        "src/**,           src,                        false",
        "a/b,              x/a/b,                      false",
        "/*.md,            README.md,                  true",
        "/*.md,            docs/README.md,             false",
        "file?.txt,        file1.txt,                  true",
        "file?.txt,        file12.txt,                 false",
        "**/**/logs,       a/b/logs/c.log,             true",
        "/a/**/**,         a/b,                        true",
        "/a/**/**,         a,                          false",
        "Upper.txt,        upper.txt,                  false",
    })
    void matchesAsGitHubSays(String pattern, String path, boolean matches) {
        assertEquals(matches, new OwnerRule(pattern, List.of("@a")).matches(path));
    }

    @Test
    void theLastMatchWins() {
        List<OwnerRule> rules = OwnerRule.read("""
                # who looks after what
                *       @everybody
                *.java  @java-team  # the others help
                /gen/   @gen ada@example.org
                /gen/free.java
                """);
        assertEquals(Optional.of(List.of("@everybody")), owners("README.md", rules));
        assertEquals(Optional.of(List.of("@java-team")), owners("src/A.java", rules));
        assertEquals(Optional.of(List.of("@gen")), owners("gen/A.java", rules));
        assertEquals(Optional.of(List.of()), owners("gen/free.java", rules));
        assertEquals(Optional.empty(), owners("A.java", List.of()));
    }

    @Test
    void skipsLinesThatGitHubSkips() {
        assertEquals(
                List.of(new OwnerRule("/a", List.of("@a"))),
                OwnerRule.read("\n!not @a\n[ab].txt @a\n   \n#x @a\n/a @a\n" + "p".repeat(600) + " @a\n"));
    }

    @Test
    void readsNoMoreThanItsLimit() {
        assertEquals(2_000, OwnerRule.read("/a @a\n".repeat(5_000)).size());
    }

    @Test
    void keepsTheLastRulesWhichWin() {
        List<OwnerRule> rules = OwnerRule.read("/a @first\n".repeat(3_000) + "/a @last\n");
        assertEquals(2_000, rules.size());
        assertEquals(Optional.of(List.of("@last")), owners("a", rules));
    }

    @Test
    void foldersOfAnyDepthStandOnceAndPatternsAreNoDeeperThanPaths() {
        assertEquals(List.of("**", "x"), new OwnerRule("**/".repeat(150) + "x", List.of()).segments());
        assertEquals(List.of("a", "**"), new OwnerRule("/a/**/**", List.of()).segments());
        assertEquals(List.of(), OwnerRule.read("a/".repeat(65) + "x @a\n" + "**/a/".repeat(40) + "x @a\n"));
        assertEquals(1, OwnerRule.read("a/".repeat(60) + "x @a\n").size());
    }

    @Test
    void isNotCaughtByAPatternOfStars() {
        OwnerRule hostile = new OwnerRule("*a".repeat(120) + "/**".repeat(60) + "/x", List.of("@a"));
        String path = "a".repeat(300) + "/b".repeat(60);
        assertTimeout(Duration.ofSeconds(5), () -> assertEquals(false, hostile.matches(path)));
    }

    private static Optional<List<String>> owners(String path, List<OwnerRule> rules) {
        return OwnerRule.of(path, rules).map(OwnerRule::owners);
    }
}
