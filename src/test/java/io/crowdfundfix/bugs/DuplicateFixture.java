package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugsApi.BugEvent;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.BugsApi.ListEvents;
import io.crowdfundfix.bugs.BugsApi.ReportBug;
import io.crowdfundfix.bugs.DuplicatesApi.DecideDuplicate;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateState;
import io.crowdfundfix.bugs.DuplicatesApi.DuplicateView;
import io.crowdfundfix.bugs.DuplicatesApi.Likeness;
import io.crowdfundfix.bugs.DuplicatesApi.ListDuplicates;
import io.crowdfundfix.bugs.DuplicatesApi.ListRejected;
import io.crowdfundfix.bugs.DuplicatesApi.SaidDuplicate;
import io.crowdfundfix.bugs.DuplicatesApi.SuggestDuplicate;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Bugs on a platform, and people who say that they are the same. */
abstract class DuplicateFixture {
    static final Caller ADMIN = new Caller(99, Role.ADMIN);
    static final Likeness ALIKE = new Likeness(0.83, List.of("same exception X", "both speak of: a, b"));

    Bus bus;
    MutableClock clock;

    @BeforeEach
    void deploy(Platform platform, MutableClock ofThisTest) {
        bus = platform.bus();
        clock = ofThisTest;
        for (Deployment deployment : new Bugs(new BugsConfig(0)).deployments(platform)) {
            Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options()));
        }
    }

    long report(long reporter) {
        clock.forward(Duration.ofMillis(1));
        BugReport report = new BugReport("Bug", "It crashes.", null, null, List.of(), null);
        return Await.result(bus.request(BugsApi.REPORT, new ReportBug(new Caller(reporter, Role.USER), report, null)))
                .id();
    }

    SaidDuplicate suggest(long person, long bug, long other) {
        return Await.result(suggestion(person, bug, other));
    }

    Future<SaidDuplicate> suggestion(long person, long bug, long other) {
        return bus.request(
                DuplicatesApi.SUGGEST, new SuggestDuplicate(new Caller(person, Role.USER), bug, other, ALIKE));
    }

    SaidDuplicate decide(Caller caller, long bug, long other, boolean confirmed) {
        return Await.result(decision(caller, bug, other, confirmed));
    }

    Future<SaidDuplicate> decision(Caller caller, long bug, long other, boolean confirmed) {
        return bus.request(DuplicatesApi.DECIDE, new DecideDuplicate(caller, bug, other, confirmed, ALIKE));
    }

    Fault.@Nullable Kind refusal(Caller caller, long bug, long other) {
        return Await.fault(decision(caller, bug, other, true)).kind();
    }

    List<DuplicateView> list(long bug) {
        return Await.result(bus.request(DuplicatesApi.LIST, new ListDuplicates(bug)))
                .duplicates();
    }

    List<DuplicateState> states(long bug) {
        return list(bug).stream().map(DuplicateView::state).toList();
    }

    List<Long> rejected(long bug) {
        return Await.result(bus.request(DuplicatesApi.LIST_REJECTED, new ListRejected(bug)))
                .ids();
    }

    BugView read(long bug) {
        return Await.result(bus.request(BugsApi.FIND, new FindBug(bug)));
    }

    List<BugEvent> history(long bug) {
        return Await.result(bus.request(BugsApi.HISTORY, new ListEvents(bug, 0, 100)))
                .events();
    }

    List<String> kinds(long bug) {
        return history(bug).stream().map(BugEvent::kind).toList();
    }
}
