package io.crowdfundfix.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.jobs.Job;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@SuppressWarnings("NullAway") // it does not see in a class file that an array may be null
@ExtendWith(BothDatabases.class)
class KeptRosterTest {
    private static final long ADA = 1;
    private static final long EVE = 2;

    private final ProfileStore store = new ProfileStore();
    private Platform platform;
    private MutableClock clock;
    private KeptRoster kept;

    @BeforeEach
    void open(Platform ofThisTest, MutableClock clockOfThisTest) {
        platform = ofThisTest;
        clock = clockOfThisTest;
        kept = new KeptRoster(platform);
    }

    @Test
    void takesInWhatIsStoredAndWhatChanges() {
        surroundings();
        save(ADA, "first", clock.instant());
        catchUpUntilComplete();
        assertEquals(1, kept.roster().size());
        save(EVE, "first", clock.instant());
        Await.until("the hint was lost, catching up finds her", () -> {
            catchUp();
            return kept.roster().known(EVE) != null;
        });
        assertNotNull(kept.roster().known(ADA));
    }

    @Test
    void profilesOfAnotherModelAreMadeAnewAlsoThoseThatComeLater() {
        FakeSurroundings surroundings = surroundings();
        surroundings.model = "second";
        save(ADA, "first", clock.instant());
        catchUpUntilComplete();
        Await.until("hers is asked for", () -> waiting().equals(List.of(ADA)));
        assertEquals("second", kept.roster().model());
        save(ADA, "second", clock.instant());
        // by a node of the version before
        save(EVE, "first", clock.instant());
        clock.forward(Duration.ofMinutes(1));
        Await.until("hers too", () -> {
            catchUp();
            return waiting().equals(List.of(EVE));
        });
    }

    @Test
    void withoutAnEngineTagsDecide() {
        save(ADA, "first", clock.instant());
        catchUpUntilComplete();
        assertEquals("", kept.roster().model());
        assertEquals(List.of(ADA), candidates());
        assertEquals(List.of(), waiting());
    }

    @Test
    void anEngineThatIsBeingLoadedIsWaitedForAndThenTagsDecideUntilItComes() {
        FakeSurroundings surroundings = surroundings();
        surroundings.failing = true;
        save(ADA, "first", clock.instant());
        AtomicInteger looks = new AtomicInteger();
        for (int look = 1; look <= 3; look++) {
            int times = look;
            platform.vertx().runOnContext(go -> {
                kept.catchUp();
                looks.incrementAndGet();
            });
            Await.until("it has looked", () -> looks.get() == times);
            assertFalse(kept.roster().isComplete());
        }
        clock.forward(Duration.ofMinutes(1));
        catchUpUntilComplete();
        assertEquals(List.of(ADA), candidates());
        surroundings.failing = false;
        Await.until("it has come", () -> {
            catchUp();
            return kept.roster().model().equals("first") && kept.roster().isComplete();
        });
    }

    private FakeSurroundings surroundings() {
        FakeSurroundings fake = new FakeSurroundings(platform, true);
        Await.result(platform.vertx().deployVerticle(fake));
        return fake;
    }

    private void save(long developer, String model, Instant at) {
        Profile profile = new Profile(
                developer, model, "Ada", List.of("java"), null, null, 0, null, 0, 0, 0, List.of(), false, at);
        Await.result(platform.database().transaction(transaction -> store.save(transaction, profile)));
    }

    private void catchUp() {
        platform.vertx().runOnContext(go -> kept.catchUp());
    }

    private void catchUpUntilComplete() {
        Await.until("it has read all", () -> {
            catchUp();
            return kept.roster().isComplete();
        });
    }

    private List<Long> candidates() {
        Sought bug = new Sought(7, 99, "", null, Map.of("java", Sought.TAG), List.of("java"), null, Map.of());
        return kept.roster().candidates(bug, new Variation(1), clock.instant()).stream()
                .map(one -> one.developer().developer())
                .toList();
    }

    /** Who is to be made anew, each of them done with. */
    private List<Long> waiting() {
        List<Job> jobs = Await.result(platform.jobs().claim(IdentityApi.PROFILE_CHANGED_JOB, 10));
        jobs.forEach(job -> Await.result(platform.jobs().complete(job)));
        return jobs.stream().map(Job::subject).toList();
    }
}
