package io.crowdfundfix.funding;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.AnalysisState;
import io.crowdfundfix.bugs.BugsApi.BugVersion;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.notifications.NotificationsApi;
import io.crowdfundfix.notifications.NotificationsApi.Notified;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The doors that funding goes through. Every bug and every person exists; person 1 has reported all bugs, all others are developers. */
final class FundingNeighbours extends VerticleBase {
    static final long REPORTER = 1;

    final Set<Long> closed = ConcurrentHashMap.newKeySet();
    final Map<Long, Long> originalByDuplicate = new ConcurrentHashMap<>();

    private final Bus bus;

    FundingNeighbours(Bus bus) {
        this.bus = bus;
    }

    @Override
    public Future<?> start() {
        return Future.all(List.of(
                bus.serve(BugsApi.FIND, question -> Future.succeededFuture(bug(question.bug()))),
                bus.serve(
                        BugsApi.RECORD_FUNDING,
                        news -> Future.succeededFuture(new BugVersion(news.bug(), news.bountyVersion()))),
                bus.serve(IdentityApi.FIND, question -> Future.succeededFuture(user(question.id()))),
                bus.serve(IdentityApi.RECORD_REPUTATION, event -> Future.succeededFuture(user(event.user()))),
                bus.serve(
                        NotificationsApi.NOTIFY,
                        notice -> Future.succeededFuture(
                                new Notified(notice.people().size())))));
    }

    private BugView bug(long id) {
        return new BugView(
                id,
                "Cart",
                "The total is wrong",
                null,
                null,
                null,
                closed.contains(id) ? Status.CLOSED : Status.OPEN,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                BigDecimal.ZERO,
                0,
                REPORTER,
                null,
                originalByDuplicate.get(id),
                MutableClock.START,
                MutableClock.START,
                1,
                AnalysisState.PENDING,
                null,
                null);
    }

    private static UserView user(long id) {
        Role role = id == REPORTER ? Role.USER : Role.DEVELOPER;
        return new UserView(id, "User", "user@example.org", role, 0, List.of(), null, null, MutableClock.START, 1);
    }
}
