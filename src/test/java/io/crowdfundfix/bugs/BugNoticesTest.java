package io.crowdfundfix.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crowdfundfix.bugs.BugsApi.ChangeStatus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.notifications.NotificationsApi;
import io.crowdfundfix.notifications.NotificationsApi.Notified;
import io.crowdfundfix.notifications.NotificationsApi.Notify;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class BugNoticesTest extends DuplicateFixture {
    private final List<Notify> told = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ill = new AtomicBoolean();

    @Test
    void whatCannotBeToldYetIsToldLaterAndInOrder(Platform platform) {
        long bug = report(1);
        move(ADMIN, bug, Status.IN_PROGRESS);
        move(new Caller(1, Role.USER), bug, Status.IN_REVIEW);
        move(ADMIN, bug, Status.IN_PROGRESS);
        assertEquals(2, waiting(platform));
        ill.set(true);
        serve(platform);
        Await.until("it was tried", () -> !told.isEmpty());
        assertEquals(2, waiting(platform));
        ill.set(false);
        move(ADMIN, bug, Status.OPEN);
        Await.until("all is told", () -> waiting(platform) == 0);
        List<String> keys = told.stream().map(Notify::key).distinct().toList();
        assertEquals(List.of("bug:" + bug + ":2", "bug:" + bug + ":4", "bug:" + bug + ":5"), keys);
        assertEquals(List.of(1L), told.get(0).people());
        assertEquals(
                "Your bug " + bug + " was moved: OPEN → IN_PROGRESS",
                told.get(0).text());
    }

    @Test
    void aConfirmedDuplicateIsToldToBothReportersButNotToWhoConfirmed(Platform platform) {
        serve(platform);
        long first = report(1);
        long second = report(2);
        decide(new Caller(2, Role.USER), second, first, true);
        Await.until("it is told", () -> told.size() == 1 && waiting(platform) == 0);
        assertEquals(List.of(1L), told.get(0).people());
        assertEquals("duplicate_confirmed", told.get(0).kind());
        assertEquals(
                "Your bug " + first + " was judged to be the same as bug " + second,
                told.get(0).text());
    }

    private void move(Caller caller, long bug, Status to) {
        Await.result(bus.request(BugsApi.CHANGE_STATUS, new ChangeStatus(caller, bug, to, null)));
    }

    private void serve(Platform platform) {
        Await.result(platform.vertx().deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() {
                return platform.bus().serve(NotificationsApi.NOTIFY, notify -> {
                    told.add(notify);
                    return ill.get()
                            ? Future.failedFuture(Fault.unavailable("ill", "not now"))
                            : Future.succeededFuture(new Notified(1));
                });
            }
        }));
    }

    private static long waiting(Platform platform) {
        return Await.result(platform.database()
                        .query(
                                "select count(*) as waiting from bug_notices",
                                Parameters.none(),
                                row -> row.getLong("waiting")))
                .get(0);
    }
}
