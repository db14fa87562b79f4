package io.crowdfundfix.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.identity.IdentityApi.AddUser;
import io.crowdfundfix.identity.IdentityApi.FindUser;
import io.crowdfundfix.identity.IdentityApi.RecordReputation;
import io.crowdfundfix.identity.IdentityApi.SignUp;
import io.crowdfundfix.identity.IdentityApi.UpdateUser;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.identity.ReputationApi.ReadTrackRecord;
import io.crowdfundfix.identity.ReputationApi.RecomputeReputation;
import io.crowdfundfix.identity.ReputationApi.ReputationRecomputed;
import io.crowdfundfix.identity.ReputationApi.TrackRecord;
import io.crowdfundfix.jobs.Job;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class ReputationServiceTest {
    private static final Instant START = MutableClock.START;
    private static final long SEED = 7;
    private static final List<ReputationEvent> EARNED = List.of(
            ReputationEvent.FIX_VERIFIED,
            ReputationEvent.FIX_PAID,
            ReputationEvent.VERIFICATION_FAILED,
            ReputationEvent.DISPUTE_WON,
            ReputationEvent.DISPUTE_LOST,
            ReputationEvent.CLAIM_EXPIRED,
            ReputationEvent.REVIEW_DONE);

    private Platform platform;
    private Bus bus;
    private MutableClock clock;

    @BeforeEach
    void deploy(Platform ofThisTest, MutableClock clockOfThisTest) {
        platform = ofThisTest;
        clock = clockOfThisTest;
        bus = platform.bus();
        for (Deployment deployment : new Identity(IdentityConfig.defaults()).deployments(platform)) {
            Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options()));
        }
    }

    @Test
    void aKeyCountsOnce() {
        long ada = add("ada@example.org", 0);
        assertEquals(25, record("claim:1:paid", ada, ReputationEvent.FIX_PAID, START));
        assertEquals(25, record("claim:1:paid", ada, ReputationEvent.FIX_PAID, START));
        assertEquals(25, reputation(ada));
        assertEquals(List.of("account_opened", "reputation_changed"), audit());
    }

    @Test
    void aKeyCountsOnceFromManySidesAtOnce() {
        long ada = add("ada@example.org", 0);
        List<Future<UserView>> records = IntStream.range(0, 12)
                .mapToObj(any -> bus.request(
                        IdentityApi.RECORD_REPUTATION,
                        new RecordReputation("claim:1:paid", ada, ReputationEvent.FIX_PAID, START)))
                .toList();
        Await.result(Future.all(records));
        assertEquals(25, reputation(ada));
    }

    @Test
    void differentKeysAtOnceAllCount() {
        long ada = add("ada@example.org", 0);
        List<Future<UserView>> records = IntStream.range(0, 20)
                .mapToObj(number -> bus.request(
                        IdentityApi.RECORD_REPUTATION,
                        new RecordReputation("review:" + number, ada, ReputationEvent.REVIEW_DONE, START)))
                .toList();
        Await.result(Future.all(records));
        assertEquals(40, reputation(ada));
    }

    @Test
    void whatSomebodyBroughtDecaysLikeTheRest() {
        long ada = add("ada@example.org", 100);
        clock.forward(ReputationApi.HALF_LIFE);
        assertEquals(50, reputation(ada));
        assertEquals(75, record("claim:1:paid", ada, ReputationEvent.FIX_PAID, clock.instant()));
        clock.forward(ReputationApi.HALF_LIFE);
        assertEquals(37.5, reputation(ada));
    }

    @Test
    void whatLiesInTheFutureCountsAsNow() {
        long ada = add("ada@example.org", 0);
        record("claim:1:paid", ada, ReputationEvent.FIX_PAID, START.plusSeconds(1_000_000));
        assertEquals(25, reputation(ada));
        clock.forward(ReputationApi.HALF_LIFE);
        assertEquals(12.5, reputation(ada));
    }

    @Test
    void computedAnewItIsTheSame() {
        Random random = new Random(SEED);
        List<Long> people = IntStream.range(0, 4)
                .mapToObj(number -> add("p" + number + "@example.org", number * 50))
                .toList();
        for (int i = 0; i < 60; i++) {
            clock.forward(Duration.ofDays(random.nextInt(40)));
            ReputationEvent event = EARNED.get(random.nextInt(EARNED.size()));
            record(
                    "event:" + i,
                    people.get(random.nextInt(4)),
                    event,
                    clock.instant().minusSeconds(random.nextInt(9_000_000)));
        }
        List<Double> rolled = people.stream().map(this::reputation).toList();
        assertEquals(new ReputationRecomputed(3, 0, people.get(2)), recompute(0, 3));
        assertEquals(new ReputationRecomputed(1, 0, null), recompute(people.get(2), 3));
        Await.result(platform.database().update("update users set reputation = 999", Parameters.none()));
        assertEquals(new ReputationRecomputed(4, 4, null), recompute(0, 500));
        assertEquals(rolled, people.stream().map(this::reputation).toList());
    }

    @Test
    void aDebtThatIsNotThereIsPutRightThoughNobodySeesIt() {
        long ada = add("ada@example.org", 0);
        Await.result(platform.database().update("update users set reputation = -999", Parameters.none()));
        assertEquals(new ReputationRecomputed(1, 1, null), recompute(0, 10));
        assertEquals(ReputationEvent.FIX_PAID.points(), record("a", ada, ReputationEvent.FIX_PAID, START));
    }

    @Test
    void nobodyIsRecordedForWhoIsNotThere() {
        assertEquals(
                "user_not_found",
                Await.fault(bus.request(
                                IdentityApi.RECORD_REPUTATION,
                                new RecordReputation("claim:1", 404, ReputationEvent.FIX_PAID, START)))
                        .code());
        assertEquals(
                "validation_failed",
                Await.fault(bus.request(
                                IdentityApi.RECORD_REPUTATION,
                                new RecordReputation("claim:1", 404, ReputationEvent.BROUGHT, START)))
                        .code());
    }

    @Test
    void knowsHowWorkHasEnded() {
        long ada = add("ada@example.org", 5);
        record("a", ada, ReputationEvent.FIX_PAID, START);
        record("b", ada, ReputationEvent.FIX_PAID, START);
        record("c", ada, ReputationEvent.CLAIM_EXPIRED, START);
        record("d", ada, ReputationEvent.REVIEW_DONE, START);
        assertEquals(
                new TrackRecord(ada, 2, 1),
                Await.result(bus.request(ReputationApi.READ_TRACK_RECORD, new ReadTrackRecord(ada))));
        assertEquals(
                new TrackRecord(404, 0, 0),
                Await.result(bus.request(ReputationApi.READ_TRACK_RECORD, new ReadTrackRecord(404))));
    }

    @Test
    void everyChangeOfAPersonAsksForHisProfile() {
        long ada = add("ada@example.org", 0);
        assertEquals(List.of(ada), profileJobs());
        record("a", ada, ReputationEvent.FIX_PAID, START);
        assertEquals(List.of(ada), profileJobs());
        record("a", ada, ReputationEvent.FIX_PAID, START);
        assertEquals(List.of(), profileJobs());
        update(ada, List.of("java"), null);
        assertEquals(List.of(ada), profileJobs());
        update(ada, List.of("java"), null);
        assertEquals(List.of(), profileJobs());
        SignUp signUp = new SignUp("Eve", "eve@example.org", "analytical engine", Role.DEVELOPER, List.of());
        long eve = Await.result(bus.request(IdentityApi.SIGN_UP, signUp)).user().id();
        assertEquals(List.of(eve), profileJobs());
    }

    @Test
    void anAskingPriceIsKeptUntilItIsTakenBack() {
        long ada = add("ada@example.org", 0);
        assertEquals(2_550L, update(ada, null, 2_550L).askingPriceCents());
        UserView renamed = update(ada, List.of("java"), null);
        assertEquals("25.50", String.valueOf(renamed.askingPrice()));
        assertEquals(null, update(ada, null, UpdateUser.NO_PRICE).askingPrice());
    }

    private long add(String email, double reputation) {
        AddUser add = new AddUser(email, "Ada", Role.DEVELOPER, reputation, List.of(), null);
        return Await.result(bus.request(IdentityApi.ADD, add)).id();
    }

    private double record(String key, long user, ReputationEvent event, Instant at) {
        return Await.result(bus.request(IdentityApi.RECORD_REPUTATION, new RecordReputation(key, user, event, at)))
                .reputation();
    }

    private UserView update(long user, @Nullable List<String> skills, @Nullable Long price) {
        return Await.result(bus.request(IdentityApi.UPDATE, new UpdateUser(user, null, null, skills, price)));
    }

    private double reputation(long user) {
        return Await.result(bus.request(IdentityApi.FIND, new FindUser(user))).reputation();
    }

    private ReputationRecomputed recompute(long after, int limit) {
        return Await.result(bus.request(ReputationApi.RECOMPUTE, new RecomputeReputation(after, limit)));
    }

    /** Who is waited for, each of them done with. */
    private List<Long> profileJobs() {
        List<Job> jobs = Await.result(platform.jobs().claim(IdentityApi.PROFILE_CHANGED_JOB, 10));
        jobs.forEach(job -> Await.result(platform.jobs().complete(job)));
        return jobs.stream().map(Job::subject).toList();
    }

    private List<String> audit() {
        return Await.result(platform.database()
                .query("select action from audit_log order by id", Parameters.none(), row -> row.getString("action")));
    }
}
