package io.crowdfundfix.verification;

import static io.crowdfundfix.verification.DiffReaderTest.change;
import static io.crowdfundfix.verification.DiffReaderTest.deletion;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.verification.VerificationApi.FixCheck;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TamperingTest {
    private static final String FIX = change("src/main/java/shop/Cart.java", "-return null;", "+return 0;");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            src/test/java/CartTest.java  | +    @Disabled("flaky")
            src/test/java/CartTest.java  | +    @org.junit.Ignore
            src/test/java/CartTest.java  | +        assumeTrue(false);
            tests/test_cart.py           | +@pytest.mark.skip(reason="later")
            tests/test_cart.py           | +@unittest.expectedFailure
            tests/test_cart.py           | +        pytest.skip("later")
            src/cart.test.ts             | +  it.skip('sums', () => {
            src/cart.spec.js             | +  xit('sums', () => {
            src/cart.spec.js             | +describe.only('other', () => {
            pkg/cart_test.go             | +  t.Skip("later")
            tests/cart.rs                | +#[ignore]
            CartTests.cs                 | +[Fact(Skip = "later")]
            pom.xml                      | +<skipTests>true</skipTests>
            .github/workflows/ci.yml     | +  run: ./mvnw -q verify -DskipTests=true
            Makefile                     | +  mvn -DskipTests=true verify
            """)
    void findsASkippedTest(String path, String line) {
        assertFails("tests_enabled", FIX + change(path, line));
    }

    @Test
    void findsAResultThatIsThrownAway() {
        assertFails("tests_enabled", FIX + change("Makefile", "-  pytest", "+  pytest || true"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            src/test/java/CartTest.java  | -    @Test                          | -    void sums() {}
            tests/test_cart.py           | -def test_total(self):              | -    pass
            src/cart.test.ts             | -  it('sums', () => {               | -  });
            pkg/cart_test.go             | -func TestTotal(t *testing.T) {     | -}
            tests/cart.rs                | -#[test]                            | -fn sums() {}
            CartTests.cs                 | -[Fact]                             | -public void Sums() {}
            tests/cart_test.cc           | -TEST_F(Cart, Sums) {               | -}
            src/test/java/CartTest.java  | -    @Test                          | +    // @Test
            """)
    void findsATestThatGoes(String path, String first, String second) {
        assertFails("tests_kept", FIX + change(path, first, second));
    }

    @Test
    void findsATestFileThatGoesOrNoLongerRuns() {
        assertFails(
                "tests_kept",
                FIX + deletion("src/test/java/CartTest.java", "-class CartTest {", "-@Test void t() {}", "-}"));
        assertFails("tests_kept", FIX + deletion("src/test/resources/expected.json", "-{}"));
        assertFails("tests_kept", FIX + """
                diff --git a/src/test/java/CartTest.java b/docs/CartTest.txt
                similarity index 100%
                rename from src/test/java/CartTest.java
                rename to docs/CartTest.txt
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            src/test/java/CartTest.java  | -  assertEquals(3, cart.total());   | +  cart.total();
            src/test/java/CartTest.java  | -  assertEquals(3, cart.total());   | +  assertNotNull(cart.total());
            src/test/java/CartTest.java  | -  assertEquals(3, cart.total());   | +  // assertEquals(3, cart.total());
            src/test/java/CartTest.java  | -  x();                             | +  assertTrue(true);
            src/test/java/CartTest.java  | -  assertEquals(3, cart.total());   | +  assertEquals(total, total);
            tests/test_cart.py           | -    assert cart.total() == 3       | +    assert cart.total()
            tests/test_cart.py           | -    self.assertEqual(3, total)     | +    self.assertIsNotNone(total)
            src/cart.test.ts             | -  expect(total).toBe(3);           | +  expect(total).toBeDefined();
            pkg/cart_test.go             | -  t.Fatalf("total %d", total)      | +  _ = total
            """)
    void findsAWeakerAssertion(String path, String before, String after) {
        assertFails("assertions_kept", FIX + change(path, before, after));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".github/workflows/build.yml",
                ".gitlab-ci.yml",
                "Jenkinsfile",
                ".circleci/config.yml",
                "azure-pipelines.yml",
                "CODEOWNERS",
                "package-lock.json",
                "frontend/yarn.lock",
                "Cargo.lock",
                "go.sum"
            })
    void findsAChangedPipelineOrLockFile(String path) {
        FixCheck check = check("build_untouched", FIX + change(path, "-a", "+b"), "The total is wrong");
        assertFalse(check.passed());
        assertTrue(check.reason().contains(path));
        assertFalse(check.required());
    }

    @Test
    void aCauseExcusesAPipelineOrLockFile() {
        String workflow = FIX + change(".github/workflows/build.yml", "-a", "+b");
        assertTrue(
                check("build_untouched", workflow, "The release workflow fails").passed());
        String locked = FIX + change("package.json", "-a", "+b") + change("package-lock.json", "-a", "+b");
        assertTrue(check("build_untouched", locked, "The total is wrong").passed());
    }

    @Test
    void anHonestFixHasNothingAgainstIt() {
        List<String> honest = List.of(
                FIX
                        + change(
                                "src/test/java/CartTest.java",
                                "+@Test",
                                "+void sums() { assertEquals(3, cart.total()); }"),
                FIX
                        + change(
                                "src/test/java/CartTest.java",
                                "-assertEquals(2, cart.total());",
                                "+assertEquals(3, cart.total());"),
                // moved from one file to another
                FIX
                        + deletion("src/test/java/OldTest.java", "-@Test", "-void t() { assertEquals(3, sum()); }")
                        + change("src/test/java/NewTest.java", "+@Test", "+void t() { assertEquals(3, sum()); }"),
                // a skipped test that runs again, and one that is re-indented
                FIX
                        + change(
                                "src/test/java/CartTest.java",
                                "-@Disabled",
                                "-assertEquals(3, sum());",
                                "+    assertEquals(3, sum());"),
                FIX + change("src/main/java/Guard.java", "-assert x != null;", "+check(x);"));
        for (String diff : honest) {
            List<String> failed = checks(diff, "The total is wrong").values().stream()
                    .filter(check -> check.required() && !check.passed())
                    .map(check -> check.code() + ": " + check.reason())
                    .toList();
            assertEquals(List.of(), failed, diff);
        }
    }

    @Test
    void aFixOfTestsAloneIsNone() {
        assertFails(
                "changes_program",
                change("src/test/java/CartTest.java", "+@Test", "+void t() { assertEquals(1, sum()); }"));
    }

    @Test
    void sizeAndWhatNobodyReadsCostAPart() {
        assertTrue(check("size", FIX, "").passed());
        String[] lines = new String[9_000];
        java.util.Arrays.fill(lines, "+int a;");
        assertFalse(check("size", change("src/A.java", lines), "").passed());
        assertFalse(check("readable", FIX + change("node_modules/x/index.js", "-a", "+b"), "")
                .passed());
        assertFalse(check("readable", FIX + change("web/app.min.js", "-a", "+b"), "")
                .passed());
    }

    private static void assertFails(String code, String diff) {
        FixCheck check = check(code, diff, "The total is wrong");
        assertFalse(check.passed(), diff);
        assertTrue(check.required(), code);
        assertEquals(0, check.score(), code);
        assertFalse(Verdict.passes(List.of(check, new FixCheck("rest", true, false, 99, 1, ""))), code);
    }

    private static FixCheck check(String code, String diff, String report) {
        return Objects.requireNonNull(checks(diff, report).get(code));
    }

    private static Map<String, FixCheck> checks(String diff, String report) {
        return ChangeChecks.of(DiffReader.read(diff), report).stream()
                .collect(Collectors.toMap(FixCheck::code, Function.identity()));
    }
}
