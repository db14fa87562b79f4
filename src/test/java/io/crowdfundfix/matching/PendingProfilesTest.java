package io.crowdfundfix.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.funding.FundingApi;
import io.crowdfundfix.funding.FundingApi.Fix;
import io.crowdfundfix.identity.AccountsApi;
import io.crowdfundfix.identity.AccountsApi.ChangeAccount;
import io.crowdfundfix.identity.Identity;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.AddUser;
import io.crowdfundfix.identity.IdentityApi.RecordReputation;
import io.crowdfundfix.identity.IdentityApi.UpdateUser;
import io.crowdfundfix.identity.IdentityConfig;
import io.crowdfundfix.identity.ReputationEvent;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class PendingProfilesTest {
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final ProfileStore store = new ProfileStore();
    private Platform platform;
    private MutableClock clock;
    private PendingProfiles pending;

    @BeforeEach
    void open(Platform ofThisTest, MutableClock clockOfThisTest) {
        platform = ofThisTest;
        clock = clockOfThisTest;
        pending = new PendingProfiles(platform);
        for (Deployment deployment : new Identity(IdentityConfig.defaults()).deployments(platform)) {
            Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options()));
        }
    }

    @Test
    void whoIsAddedGetsAProfile() {
        FakeSurroundings surroundings = surroundings(true);
        surroundings.activeClaims = 2;
        surroundings.fixes = List.of(new Fix(7, 10_000, MutableClock.START));
        long ada = add("ada@example.org", Role.DEVELOPER);
        record(ada);
        drain();
        Await.until("it is made", this::nothingWaits);
        Profile profile = find(ada).orElseThrow();
        assertEquals(List.of("spring", "c++"), profile.skills());
        assertEquals(List.of("spring boot, cpp"), List.copyOf(surroundings.embedded));
        assertEquals("first", profile.model());
        assertEquals(2, profile.activeClaims());
        assertEquals(List.of(new Fixed(7, MutableClock.START)), profile.fixes());
        assertEquals(1, profile.successes());
        assertEquals(125, profile.reputation());
        assertNotNull(profile.saying());
        assertNotNull(profile.fixing());
        assertEquals(1f, profile.fixing()[7]);
    }

    @Test
    void whoIsNoDeveloperLeavesNoPlaceAmongThem() {
        surroundings(true);
        long ada = add("ada@example.org", Role.USER);
        drain();
        Await.until("it is looked at", this::nothingWaits);
        assertTrue(find(ada).orElseThrow().removed());
    }

    @Test
    void whoIsBlockedLeavesNoPlaceUntilHeIsNot() {
        surroundings(true);
        Caller admin = new Caller(add("root@example.org", Role.ADMIN), Role.ADMIN);
        long ada = add("ada@example.org", Role.DEVELOPER);
        for (boolean blocked : new boolean[] {true, false}) {
            ChangeAccount change = new ChangeAccount(admin, ada, null, null, blocked);
            Await.result(platform.bus().request(AccountsApi.CHANGE, change));
            drain();
            Await.until("it is looked at", this::nothingWaits);
            assertEquals(blocked, find(ada).orElseThrow().removed());
        }
    }

    @Test
    void changedWorkMakesTheProfileAnew() {
        FakeSurroundings surroundings = surroundings(true);
        long ada = add("ada@example.org", Role.DEVELOPER);
        drain();
        Await.until("it is made", this::nothingWaits);
        assertEquals(0, find(ada).orElseThrow().activeClaims());
        surroundings.activeClaims = 3;
        enqueue(FundingApi.WORK_CHANGED_JOB, ada);
        drain();
        Await.until("it is made anew", this::nothingWaits);
        assertEquals(3, find(ada).orElseThrow().activeClaims());
    }

    @Test
    void withoutFundingWhatIsKnownOfHisWorkStays() {
        FakeSurroundings surroundings = surroundings(true);
        surroundings.activeClaims = 3;
        long ada = add("ada@example.org", Role.DEVELOPER);
        drain();
        Await.until("it is made", this::nothingWaits);
        platform.vertx()
                .deploymentIDs()
                .forEach(id -> Await.result(platform.vertx().undeploy(id)));
        open(platform, clock);
        surroundings(false);
        enqueue(IdentityApi.PROFILE_CHANGED_JOB, ada);
        drain();
        Await.until("it is made anew", this::nothingWaits);
        assertEquals(3, find(ada).orElseThrow().activeClaims());
    }

    @Test
    void whatChangesWhileAProfileIsMadeIsInTheNextOne() {
        FakeSurroundings surroundings = surroundings(true);
        Promise<Void> gate = Promise.promise();
        surroundings.gate = gate;
        long ada = add("ada@example.org", Role.DEVELOPER);
        drain();
        Await.until("it is being made", () -> surroundings.embedded.size() == 1);
        Await.result(
                platform.bus().request(IdentityApi.UPDATE, new UpdateUser(ada, null, null, List.of("rust"), null)));
        surroundings.gate = null;
        gate.complete();
        Await.until("it is made again", this::nothingWaits);
        assertEquals(List.of("rust"), find(ada).orElseThrow().skills());
    }

    @Test
    void aProfileIsAsOldAsWhatItWasMadeFrom() {
        FakeSurroundings surroundings = surroundings(true);
        Promise<Void> gate = Promise.promise();
        surroundings.gate = gate;
        long ada = add("ada@example.org", Role.DEVELOPER);
        drain();
        Await.until("it is being made", () -> surroundings.embedded.size() == 1);
        clock.forward(Duration.ofSeconds(5));
        gate.complete();
        Await.until("it is made", this::nothingWaits);
        assertEquals(MutableClock.START, find(ada).orElseThrow().at());
    }

    @Test
    void theJobOfAWorkerThatDiesInTheMiddleIsDoneByAnother() {
        FakeSurroundings surroundings = surroundings(true);
        surroundings.gate = Promise.promise();
        long ada = add("ada@example.org", Role.DEVELOPER);
        drain();
        Await.until("it is being made", () -> surroundings.embedded.size() == 1);
        surroundings.gate = null;
        PendingProfiles another = new PendingProfiles(platform);
        clock.forward(LEASE.plusSeconds(1));
        platform.vertx().runOnContext(go -> another.drain());
        Await.until("another has made it", () -> find(ada).isPresent());
        Await.until("the job is done", this::nothingWaits);
    }

    @Test
    void whatCouldNotBeMadeIsTriedAgainLater() {
        FakeSurroundings surroundings = surroundings(true);
        surroundings.failing = true;
        long ada = add("ada@example.org", Role.DEVELOPER);
        drain();
        Await.until("it was tried", () -> surroundings.embedded.size() == 1);
        assertEquals(Optional.empty(), find(ada));
        surroundings.failing = false;
        Await.until("it is made", () -> {
            clock.forward(Duration.ofSeconds(1));
            drain();
            return nothingWaits();
        });
        assertTrue(find(ada).isPresent());
    }

    @Test
    void withoutAnEngineAProfileHasNoVectors() {
        long ada = add("ada@example.org", Role.DEVELOPER);
        drain();
        Await.until("it is made", this::nothingWaits);
        Profile profile = find(ada).orElseThrow();
        assertEquals("", profile.model());
        assertEquals(List.of("spring", "c++"), profile.skills());
        assertNull(profile.saying());
    }

    private FakeSurroundings surroundings(boolean withFunding) {
        FakeSurroundings fake = new FakeSurroundings(platform, withFunding);
        Await.result(platform.vertx().deployVerticle(fake));
        return fake;
    }

    private long add(String email, Role role) {
        AddUser add = new AddUser(email, "Ada", role, 100, List.of("spring-boot", "cpp"), null);
        return Await.result(platform.bus().request(IdentityApi.ADD, add)).id();
    }

    private void record(long user) {
        RecordReputation paid = new RecordReputation("a", user, ReputationEvent.FIX_PAID, MutableClock.START);
        Await.result(platform.bus().request(IdentityApi.RECORD_REPUTATION, paid));
    }

    private void enqueue(String kind, long developer) {
        Await.result(platform.database().transaction(session -> platform.jobs().enqueue(session, kind, developer)));
    }

    private void drain() {
        platform.vertx().runOnContext(go -> pending.drain());
    }

    private boolean nothingWaits() {
        return Await.result(platform.jobs().pending()).equals(Map.of());
    }

    private Optional<Profile> find(long developer) {
        return Await.result(store.find(platform.database(), developer));
    }
}
