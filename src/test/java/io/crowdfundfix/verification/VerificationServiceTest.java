package io.crowdfundfix.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.analysis.AnalysisApi.SuspectsTouched;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.FundingApi.RecordVerdict;
import io.crowdfundfix.jobs.JobListing;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.crowdfundfix.verification.VerificationApi.Evidence;
import io.crowdfundfix.verification.VerificationApi.EvidenceBy;
import io.crowdfundfix.verification.VerificationApi.FindSubmission;
import io.crowdfundfix.verification.VerificationApi.FixCheck;
import io.crowdfundfix.verification.VerificationApi.ListSubmissions;
import io.crowdfundfix.verification.VerificationApi.Mode;
import io.crowdfundfix.verification.VerificationApi.Result;
import io.crowdfundfix.verification.VerificationApi.SubmissionPage;
import io.crowdfundfix.verification.VerificationApi.SubmissionStatus;
import io.crowdfundfix.verification.VerificationApi.SubmissionView;
import io.crowdfundfix.verification.VerificationApi.VerifyFix;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class VerificationServiceTest {
    private static final String LINK = "https://example.org/shop/changes/7";
    private static final String DIFF = DiffReaderTest.change("src/Cart.java", "-return null;", "+return 0;")
            + DiffReaderTest.change("src/test/java/CartTest.java", "+@Test", "+void t() { assertEquals(0, sum()); }");
    private static final Caller DEVELOPER = new Caller(5, Role.DEVELOPER);
    private static final Caller REPORTER = new Caller(FakeNeighbours.REPORTER, Role.USER);
    private static final long BUG = 3;

    private Platform platform;
    private Bus bus;
    private FakeNeighbours others;

    @BeforeEach
    void deploy(Platform given) {
        platform = given;
        bus = given.bus();
        others = new FakeNeighbours(given);
        deploy(others);
        deploy(new VerificationVerticle(platform, config(0), new Ids("submission_ids")));
    }

    private static VerificationConfig config(int waitMs) {
        return new VerificationConfig(false, "https://github.com", false, 1_000, waitMs, 1, 50, 3);
    }

    private void deploy(Deployable verticle) {
        Await.result(platform.vertx().deployVerticle(verticle));
    }

    private void work() {
        deploy(new VerificationWorker(platform, config(0)));
    }

    @Test
    void judgesAFixByItsDiffAndTellsFunding() {
        long id = Await.result(submit(DEVELOPER, DIFF)).id();
        assertEquals(SubmissionStatus.PENDING, read(id).status());
        assertNull(read(id).result());
        work();
        SubmissionView judged = told(id);
        assertEquals(SubmissionStatus.VERIFIED, judged.status(), judged.toString());
        assertEquals(Result.PASS, judged.result());
        assertEquals(Mode.DIFF, judged.mode());
        assertEquals(1, judged.level());
        assertEquals(7L, judged.claimId());
        assertNull(judged.evidenceBy());
        assertEquals(
                List.of(new RecordVerdict(
                        id,
                        BUG,
                        5,
                        5,
                        1,
                        true,
                        false,
                        judged.verificationScore() == null ? -1 : judged.verificationScore())),
                List.copyOf(others.told));
        assertEquals(0, jobs());
        assertEquals(List.of("fix_submitted", "fix_verified"), audited());
        FixCheck first = judged.checks().get(0);
        assertEquals("answers_report", first.code());
        assertTrue(judged.checks().stream().noneMatch(check -> check.reason().isBlank()));
    }

    @Test
    void whatTouchesTheLikeliestFilesScoresHigherThanWhatDoesNot() {
        work();
        others.suspects = new SuspectsTouched(20, 1, "src/Cart.java");
        double first = score();
        others.suspects = new SuspectsTouched(20, 16, "src/Cart.java");
        double late = score();
        others.suspects = new SuspectsTouched(20, 0, "");
        double elsewhere = score();
        assertTrue(first > late && late > elsewhere, first + " " + late + " " + elsewhere);
    }

    private double score() {
        SubmissionView judged = told(Await.result(submit(DEVELOPER, DIFF)).id());
        FixCheck check = judged.checks().stream()
                .filter(one -> one.code().equals("touches_suspects"))
                .findFirst()
                .orElseThrow();
        assertEquals(check.score() > 0, check.passed());
        return judged.verificationScore() == null ? -1 : judged.verificationScore();
    }

    @Test
    void theRepositoryOfTheBugRemembersWhichFilesFixedItOnceEvenIfItWasAway(MutableClock clock) {
        others.repositoriesAway = true;
        work();
        long id = Await.result(submitInRepository()).id();
        Await.until("funding has heard of it", () -> read(id).claimId() != null);
        nextTry(clock);
        told(id);
        assertEquals(1, others.remembered.size());
        assertEquals(List.of("src/Cart.java"), others.remembered.peek().paths());
        assertEquals("Cart", others.remembered.peek().title());
    }

    @Test
    void aVerdictStandsThoughTheRepositoryIsGone() {
        others.repositoryGone = true;
        work();
        told(Await.result(submitInRepository()).id());
        assertEquals(0, others.remembered.size());
    }

    @Test
    void failsWhatAnswersAnotherReport() {
        others.probability = 0.01;
        work();
        SubmissionView judged = told(Await.result(submit(DEVELOPER, DIFF)).id());
        assertEquals(Result.FAIL, judged.result());
        assertEquals(List.of("fix_submitted", "fix_rejected"), audited());
    }

    @Test
    void aDiffThatHasFailedCostsItsDeveloperNothingMore() {
        others.probability = 0.01;
        work();
        VerifyFix byReporter = new VerifyFix(REPORTER, BUG, 5L, LINK, DIFF, null, null);
        told(Await.result(bus.request(VerificationApi.VERIFY_FIX, byReporter)).id());
        List<Future<SubmissionView>> atOnce = List.of(submit(DEVELOPER, DIFF), submit(DEVELOPER, DIFF));
        List<SubmissionView> both =
                atOnce.stream().map(one -> told(Await.result(one).id())).toList();
        told(Await.result(submit(new Caller(6, Role.DEVELOPER), DIFF)).id());
        told(Await.result(submit(DEVELOPER, DIFF.replace("return 0;", "return 1;")))
                .id());
        assertEquals(5, others.told.size());
        assertEquals(1, others.told.stream().filter(RecordVerdict::repeated).count());
        FixCheck said = both.stream()
                .flatMap(one -> one.checks().stream())
                .filter(check -> check.code().equals("diff_is_new"))
                .findFirst()
                .orElseThrow();
        assertEquals(0, said.weight());
        assertTrue(said.reason().contains("costs no attempt"), said.reason());
    }

    @Test
    void withoutADiffItIsSimulatedAndSaysSo() {
        work();
        SubmissionView first = told(Await.result(submit(DEVELOPER, null)).id());
        SubmissionView second = told(Await.result(submit(DEVELOPER, null)).id());
        assertEquals(Mode.SIMULATED, first.mode());
        assertEquals(0, first.level());
        assertEquals(first.verificationScore(), second.verificationScore());
        assertTrue(first.checks().get(0).reason().contains("simulated"));
        assertNull(first.diffSha256());
    }

    @Test
    void testReportsWithoutADiffProveNothing() {
        work();
        Evidence evidence = new Evidence(
                TestEvidenceTest.suite("a", "<failure/>"), TestEvidenceTest.suite("a", ""), null, null, List.of());
        assertEquals(
                0, told(Await.result(submit(DEVELOPER, null, evidence)).id()).level());
    }

    @Test
    void testReportsBesideADiffAreLevelTwoAndSayWhoseWordTheyAre() {
        work();
        Evidence good = new Evidence(
                TestEvidenceTest.suite("a", "<failure/>"), TestEvidenceTest.suite("a", ""), null, null, List.of("a"));
        SubmissionView own = told(Await.result(submit(DEVELOPER, DIFF, good)).id());
        assertEquals(2, own.level());
        assertEquals(Mode.EVIDENCE, own.mode());
        assertEquals(Result.PASS, own.result());
        assertEquals(EvidenceBy.CLAIMANT, own.evidenceBy());
        VerifyFix forHim = new VerifyFix(REPORTER, BUG, 5L, LINK, DIFF, good, null);
        SubmissionView maintainers = told(
                Await.result(bus.request(VerificationApi.VERIFY_FIX, forHim)).id());
        assertEquals(EvidenceBy.MAINTAINER, maintainers.evidenceBy());
        assertEquals(
                List.of(1, 2), others.told.stream().map(RecordVerdict::level).toList());
        assertTrue(own.checks().stream()
                .anyMatch(check -> check.code().equals("fail_to_pass")
                        && check.weight() == 0
                        && check.reason().contains("level 1")));
        assertEquals(5, maintainers.developerId());
        Evidence skipped = new Evidence(
                TestEvidenceTest.suite("a", "<failure/>"),
                TestEvidenceTest.suite("a", "<skipped/>"),
                null,
                null,
                List.of());
        SubmissionView bad = told(Await.result(submit(DEVELOPER, DIFF, skipped)).id());
        assertEquals(Result.FAIL, bad.result());
        assertEquals(2, bad.level());
        Evidence half = new Evidence(null, TestEvidenceTest.suite("a", ""), null, null, List.of("a"));
        assertEquals(1, told(Await.result(submit(DEVELOPER, DIFF, half)).id()).level());
    }

    @Test
    void theMaintainersTestsOutweighTheEnginesGuessAndTheClaimantsDoNot() {
        others.probability = 0.01;
        work();
        Evidence good = new Evidence(
                TestEvidenceTest.suite("a", "<failure/>"), TestEvidenceTest.suite("a", ""), null, null, List.of());
        assertEquals(
                Result.FAIL,
                told(Await.result(submit(DEVELOPER, DIFF, good)).id()).result());
        VerifyFix forHim = new VerifyFix(REPORTER, BUG, 5L, LINK, DIFF, good, null);
        assertEquals(
                Result.PASS,
                told(Await.result(bus.request(VerificationApi.VERIFY_FIX, forHim))
                                .id())
                        .result());
    }

    @Test
    void refusesWhoMayNotAndWhatIsNotThere() {
        assertRefused("not_your_fix", new VerifyFix(new Caller(8, Role.DEVELOPER), BUG, 5L, LINK, DIFF, null, null));
        assertRefused("bug_not_found", new VerifyFix(DEVELOPER, 100, null, LINK, DIFF, null, null));
        assertRefused(
                "developer_not_found", new VerifyFix(new Caller(8, Role.ADMIN), BUG, 100L, LINK, DIFF, null, null));
        assertRefused("validation_failed", new VerifyFix(DEVELOPER, BUG, null, "http://localhost/", DIFF, null, null));
        assertRefused("validation_failed", new VerifyFix(DEVELOPER, BUG, null, LINK, "no diff", null, null));
        others.attemptsLeft = 0;
        assertRefused("attempts_exhausted", new VerifyFix(DEVELOPER, BUG, null, LINK, DIFF, null, null));
        others.status = Status.CLOSED;
        assertRefused("bug_closed", new VerifyFix(DEVELOPER, BUG, null, LINK, DIFF, null, null));
        assertEquals(0, jobs());
        assertEquals(List.of(), audited());
    }

    @Test
    void theSameKeyFindsTheSameSubmissionWhateverHasBecomeOfTheBug() {
        IdempotencyKey key = new IdempotencyKey(5, "k", "hash");
        VerifyFix question = new VerifyFix(DEVELOPER, BUG, null, LINK, DIFF, null, key);
        List<Future<SubmissionView>> all = IntStream.range(0, 8)
                .mapToObj(i -> bus.request(VerificationApi.VERIFY_FIX, question))
                .toList();
        Set<Long> made = new HashSet<>();
        all.forEach(one -> made.add(Await.result(one).id()));
        assertEquals(1, made.size());
        others.status = Status.CLOSED;
        assertTrue(made.contains(
                Await.result(bus.request(VerificationApi.VERIFY_FIX, question)).id()));
        assertEquals(1, jobs());
        VerifyFix other = new VerifyFix(DEVELOPER, BUG, null, LINK, DIFF, null, new IdempotencyKey(5, "k", "other"));
        others.status = Status.OPEN;
        assertRefused("idempotency_key_reused", other);
    }

    @Test
    void threeOfADeveloperWaitForOneBugAndNoneMoreHoweverManyComeAtOnce() {
        List<Future<SubmissionView>> all =
                IntStream.range(0, 12).mapToObj(i -> submit(DEVELOPER, null)).toList();
        Await.result(Future.join(all).otherwiseEmpty());
        assertEquals(3, all.stream().filter(Future::succeeded).count());
        all.stream()
                .filter(Future::failed)
                .forEach(one ->
                        assertEquals("verification_pending", Await.fault(one).code()));
        Await.result(submit(new Caller(6, Role.DEVELOPER), null));
        work();
        Await.until("all are told", () -> others.told.size() == 4);
        Await.result(submit(DEVELOPER, null));
    }

    @Test
    void tellsFundingAsLongAsItTakesAndJudgesOnce(MutableClock clock) {
        others.fundingAway = true;
        work();
        long id = Await.result(submit(DEVELOPER, DIFF)).id();
        for (int attempt = 1; attempt <= 6; attempt++) {
            int times = attempt;
            Await.until("funding is asked", () -> others.told.size() == times);
            nextTry(clock);
        }
        others.probability = 0.01;
        Await.until("funding is asked again", () -> others.told.size() == 7);
        others.fundingAway = false;
        nextTry(clock);
        Await.until("the job is done", () -> jobs() == 0);
        assertEquals(1, new HashSet<>(others.told).size());
        assertEquals(Result.PASS, read(id).result());
        assertEquals(List.of("fix_submitted", "fix_verified"), audited());
    }

    @Test
    void whoDiesBetweenVerdictAndTellingLeavesTheRestToAnother(MutableClock clock) {
        long id = Await.result(submit(DEVELOPER, DIFF)).id();
        Database database = platform.database();
        assertEquals(
                1,
                Await.result(platform.jobs().claim(VerificationApi.VERIFY_JOB, 1))
                        .size());
        Verdict verdict = Simulation.of(BUG, LINK, "test");
        Verdict failed = new Verdict(Mode.DIFF, 1, false, 0.25, 0.5, 0.5, verdict.checks(), null, null);
        Future<Boolean> stored =
                database.transaction(session -> new SubmissionStore().judge(session, id, failed, clock.instant()));
        assertTrue(Await.result(stored));
        work();
        assertEquals(0, others.told.size());
        clock.forward(Duration.ofSeconds(11));
        SubmissionView told = told(id);
        assertEquals(Result.FAIL, told.result());
        assertEquals(0.25, told.verificationScore());
        assertEquals(List.of(new RecordVerdict(id, BUG, 5, 5, 1, false, false, 0.25)), List.copyOf(others.told));
        assertEquals(0, jobs());
    }

    @Test
    void ofTwoVerdictsTheFirstStands() {
        long id = Await.result(submit(DEVELOPER, DIFF)).id();
        List<Future<Boolean>> both = new ArrayList<>();
        for (double score : new double[] {0.1, 0.9}) {
            Verdict verdict = new Verdict(
                    Mode.DIFF,
                    1,
                    score > 0.5,
                    score,
                    0,
                    0,
                    List.of(new FixCheck("c", true, true, 1, score, "r")),
                    null,
                    null);
            both.add(platform.database()
                    .transaction(session -> new SubmissionStore()
                            .judge(session, id, verdict, platform.clock().instant())));
        }
        assertNotEquals(Await.result(both.get(0)), Await.result(both.get(1)));
        assertEquals(1, read(id).checks().size());
        assertEquals(read(id).verificationScore(), read(id).checks().get(0).score());
    }

    @Test
    void givesUpWhatCannotBeJudgedAndSaysWhy(MutableClock clock) {
        others.engineAway = true;
        work();
        long id = Await.result(submit(DEVELOPER, DIFF)).id();
        nextTry(clock);
        nextTry(clock);
        Await.until("it is given up", () -> read(id).status() == SubmissionStatus.ERROR);
        assertEquals("The engine is loading", read(id).statusReason());
        assertEquals(0, others.told.size());
    }

    @Test
    void whatWasGivenUpIsGivenUpOrJudgedAnewWhenSomebodyHasItTriedAgain(MutableClock clock) {
        others.engineAway = true;
        work();
        long id = Await.result(submit(DEVELOPER, DIFF)).id();
        for (int round = 0; round < 2; round++) {
            nextTry(clock);
            nextTry(clock);
            Await.until("it is given up", () -> jobs() == 0);
            assertEquals(SubmissionStatus.ERROR, read(id).status());
            others.engineAway = round == 0;
            revive();
        }
        SubmissionView judged = told(id);
        assertEquals(SubmissionStatus.VERIFIED, judged.status());
        assertNull(judged.statusReason());
        assertEquals(1, others.told.size());
        assertEquals(List.of("fix_submitted", "fix_not_judged", "fix_not_judged", "fix_verified"), audited());
    }

    /** As an administrator does. */
    private void revive() {
        long job = Await.result(
                        platform.database().find("select id from jobs", Parameters.none(), row -> row.getLong("id")))
                .orElseThrow();
        Future<Boolean> revived = platform.database()
                .transaction(session -> new JobListing(platform.database())
                        .revive(session, job, platform.clock().instant()));
        assertTrue(Await.result(revived));
    }

    @Test
    void keepsLargeTextsWhole() {
        String before = "<testsuite><system-out>" + "zoë €".repeat(150_000) + "</system-out></testsuite>";
        StringBuilder random = new StringBuilder();
        java.util.Random draw = new java.util.Random(1);
        for (int i = 0; i < 300_000; i++) {
            random.append((char) ('a' + draw.nextInt(26))).append((char) ('A' + draw.nextInt(26)));
        }
        String diff = DiffReaderTest.change("x.txt", "-a", "+" + random);
        long id = Await.result(submit(DEVELOPER, diff, new Evidence(before, null, null, null, List.of("a b", "c"))))
                .id();
        Handed handed = Await.result(new SubmissionStore().handed(platform.database(), id));
        assertEquals(new Handed(diff, before, null, List.of("a b", "c")), handed);
    }

    @Test
    void listsTheLatestFirstPageByPage() {
        List<Long> made = new ArrayList<>();
        for (long developer = 10; developer < 15; developer++) {
            made.add(
                    0,
                    Await.result(submit(new Caller(developer, Role.DEVELOPER), null))
                            .id());
        }
        List<Long> seen = new ArrayList<>();
        String cursor = null;
        do {
            SubmissionPage page =
                    Await.result(bus.request(VerificationApi.LIST, new ListSubmissions(BUG, null, cursor, 2)));
            page.submissions().forEach(one -> seen.add(one.id()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(made, seen);
        ListSubmissions ofOne = new ListSubmissions(null, 12L, null, 10);
        assertEquals(
                1,
                Await.result(bus.request(VerificationApi.LIST, ofOne))
                        .submissions()
                        .size());
        ListSubmissions ofNone = new ListSubmissions(4L, null, null, 10);
        assertEquals(
                0,
                Await.result(bus.request(VerificationApi.LIST, ofNone))
                        .submissions()
                        .size());
    }

    /** Waits until the worker has given the job back, then moves the clock to when it is due. */
    private void nextTry(MutableClock clock) {
        Await.until("the job is given back", () -> {
            Instant due = Await.result(platform.database()
                            .find(
                                    "select due_at from jobs",
                                    Parameters.none(),
                                    row -> Times.fromSql(row.getOffsetDateTime("due_at"))))
                    .orElseThrow();
            return due.isAfter(clock.instant()) && !due.equals(clock.instant().plus(PendingSubmissions.LEASE));
        });
        clock.forward(Duration.ofMinutes(6));
    }

    private Future<SubmissionView> submitInRepository() {
        return bus.request(
                VerificationApi.VERIFY_FIX,
                new VerifyFix(DEVELOPER, FakeNeighbours.IN_REPOSITORY, null, LINK, DIFF, null, null));
    }

    private Future<SubmissionView> submit(Caller caller, @Nullable String diff) {
        return submit(caller, diff, null);
    }

    private Future<SubmissionView> submit(Caller caller, @Nullable String diff, @Nullable Evidence evidence) {
        return bus.request(VerificationApi.VERIFY_FIX, new VerifyFix(caller, BUG, null, LINK, diff, evidence, null));
    }

    private void assertRefused(String code, VerifyFix question) {
        Fault fault = Await.fault(bus.request(VerificationApi.VERIFY_FIX, question));
        assertEquals(code, fault.code(), fault.message());
    }

    private SubmissionView read(long id) {
        return Await.result(bus.request(VerificationApi.FIND, new FindSubmission(id)));
    }

    private SubmissionView told(long id) {
        Await.until("funding has heard of " + id, () -> read(id).claimId() != null);
        Await.until("no job is left", () -> jobs() == 0);
        return read(id);
    }

    private long jobs() {
        return Await.result(platform.database()
                        .find(
                                "select count(*) as n from jobs where state = 'PENDING'",
                                Parameters.none(),
                                row -> row.getLong("n")))
                .orElseThrow();
    }

    private List<String> audited() {
        return Await.result(platform.database()
                .query("select action from audit_log order by id", Parameters.none(), row -> row.getString("action")));
    }
}
