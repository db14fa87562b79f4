package io.crowdfundfix.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.verification.TestReport.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestEvidenceTest {
    private static final String FAILS = "<failure message='x'/>";
    private static final String SKIPPED = "<skipped/>";
    private static final String PASSES = "";

    @Test
    void whatFailedHasToPassAndWhatPassedToStay() {
        TestEvidence good = evidence(suite("a", FAILS, "b", PASSES), suite("a", PASSES, "b", PASSES));
        assertTrue(good.failToPass().holds());
        assertTrue(good.passToPass().holds());
        assertEquals(
                "all 1 tests that failed before pass after the fix",
                good.failToPass().reason());
    }

    @Test
    void aSkippedOrMissingTestHasFailed() {
        for (String after : List.of(suite("a", SKIPPED), suite("a", FAILS), suite("b", PASSES))) {
            assertFalse(evidence(suite("a", FAILS), after).failToPass().holds(), after);
            assertFalse(evidence(suite("a", PASSES), after).passToPass().holds(), after);
        }
        assertTrue(evidence(suite("a", FAILS), suite("a", SKIPPED))
                .failToPass()
                .reason()
                .contains("a is skipped"));
        assertTrue(evidence(suite("a", PASSES), suite("b", PASSES))
                .passToPass()
                .reason()
                .contains("a passed before and is missing"));
    }

    @Test
    void anEmptySetNeverPasses() {
        assertFalse(
                evidence(suite("a", PASSES), suite("a", PASSES)).failToPass().holds());
        assertFalse(
                evidence(suite("a", SKIPPED), suite("a", PASSES)).failToPass().holds());
        assertFalse(evidence("<testsuite/>", "<testsuite/>").failToPass().holds());
    }

    @Test
    void listedTestsHaveToHaveFailedBefore() {
        TestReport before = JUnitReader.read("evidence.before", suite("a", PASSES, "b", FAILS));
        TestReport after = JUnitReader.read("evidence.after", suite("a", PASSES, "b", FAILS, "c", PASSES));
        assertFalse(new TestEvidence(before, after, List.of("a")).failToPass().holds(), "passed before already");
        assertFalse(new TestEvidence(before, after, List.of("b")).failToPass().holds());
        assertTrue(new TestEvidence(before, after, List.of("c")).failToPass().holds(), "a new test");
        assertFalse(new TestEvidence(before, after, List.of("c", "gone"))
                .failToPass()
                .holds());
    }

    @Test
    void readsTheDialects() {
        TestReport report = JUnitReader.read("evidence.before", """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="all"><testsuite name="outer"><testsuite name="inner">
                  <properties><property name="java.version" value="17"/></properties>
                  <testcase classname="shop.CartTest" name="sums" time="0.1"/>
                  <testcase classname="shop.CartTest" name="flaky"><flakyFailure message="once"/><system-out><![CDATA[x]]></system-out></testcase>
                  <testcase classname="shop.CartTest" name="rerun"><failure/><rerunFailure/></testcase>
                  <testcase classname="shop.CartTest" name="breaks"><error type="NPE">at x</error></testcase>
                </testsuite></testsuite>
                <testsuite name="pytest"><testcase name="test_total"><skipped message="later"/></testcase>
                  <testcase classname="gtest" name="Disabled" status="notrun"/>
                  <testcase classname="twice" name="x"/><testcase classname="twice" name="x"><failure/></testcase>
                  <testcase classname="twice" name="y"><failure/></testcase><testcase classname="twice" name="y"/>
                </testsuite></testsuites>
                """);
        assertEquals(
                Map.of(
                        "shop.CartTest#sums", Outcome.PASSED,
                        "shop.CartTest#flaky", Outcome.FAILED,
                        "shop.CartTest#rerun", Outcome.FAILED,
                        "shop.CartTest#breaks", Outcome.FAILED,
                        "test_total", Outcome.SKIPPED,
                        "gtest#Disabled", Outcome.SKIPPED,
                        "twice#x", Outcome.FAILED,
                        "twice#y", Outcome.FAILED),
                report.outcomeByTest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<testsuite>",
                "<html/>",
                "<testsuite><testcase/></testsuite>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><testsuite><testcase name='&e;'/></testsuite>",
                "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x.dtd'><testsuite/>",
                "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]><testsuite><system-out>&c;</system-out></testsuite>",
                "<testsuite><system-out>&undeclared;</system-out></testsuite>"
            })
    void refusesWhatIsNoReport(String xml) {
        assertNames("evidence.before", assertThrows(Fault.class, () -> JUnitReader.read("evidence.before", xml)));
    }

    @Test
    void refusesWhatIsTooMuch() {
        String deep = "<testsuite>".repeat(JUnitReader.MAX_DEPTH + 1);
        String many = "<testsuite>"
                + IntStream.rangeClosed(0, JUnitReader.MAX_CASES)
                        .mapToObj(i -> "<testcase name='" + i + "'/>")
                        .collect(Collectors.joining())
                + "</testsuite>";
        String large = "<testsuite><system-out>" + "x".repeat(JUnitReader.MAX_BYTES) + "</system-out></testsuite>";
        for (String xml : List.of(deep, many, large)) {
            assertNames("evidence.after", assertThrows(Fault.class, () -> JUnitReader.read("evidence.after", xml)));
        }
    }

    @Test
    void stopsInflatingABomb() throws IOException {
        assertEquals(
                "<testsuite/>",
                JUnitReader.inflated("f", packed("<testsuite/>".getBytes(java.nio.charset.StandardCharsets.UTF_8), 1)));
        String bomb = packed(new byte[1024 * 1024], 200);
        assertTrue(bomb.length() < 300_000);
        Fault fault = assertThrows(Fault.class, () -> JUnitReader.inflated("evidence.before_gzip_base64", bomb));
        assertNames("evidence.before_gzip_base64", fault);
        assertTrue(fault.message().contains("inflates"), fault.message());
        assertThrows(Fault.class, () -> JUnitReader.inflated("f", "no base64!"));
        assertThrows(Fault.class, () -> JUnitReader.inflated("f", "aGVsbG8="));
    }

    /** Gzipped, in base64; the block so many times. */
    static String packed(byte[] block, int times) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (int i = 0; i < times; i++) {
                gzip.write(block);
            }
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }

    /** A suite of names and what is inside of their elements, in turn. */
    static String suite(String... namesAndInsides) {
        StringBuilder suite = new StringBuilder("<testsuite>");
        for (int i = 0; i < namesAndInsides.length; i += 2) {
            suite.append("<testcase name='")
                    .append(namesAndInsides[i])
                    .append("'>")
                    .append(namesAndInsides[i + 1])
                    .append("</testcase>");
        }
        return suite.append("</testsuite>").toString();
    }

    private static TestEvidence evidence(String before, String after) {
        return new TestEvidence(
                JUnitReader.read("evidence.before", before), JUnitReader.read("evidence.after", after), List.of());
    }

    private static void assertNames(String field, Fault fault) {
        assertEquals(field, fault.fields().get(0).field());
    }
}
