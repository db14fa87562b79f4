package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugsApi.BugEvent;
import io.crowdfundfix.bugs.BugsApi.BugEvents;
import io.crowdfundfix.bugs.BugsApi.ListEvents;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.bus.Rounds;
import io.crowdfundfix.http.EventStream;
import io.crowdfundfix.http.Operations.EventSource;
import io.crowdfundfix.http.Request;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Live histories of bugs on one HTTP verticle. A stream reads the stored history from where its client left off, and again whenever a
 * hint says that there is more: nothing is missed, nothing comes twice, whichever node the client comes back to.
 */
final class BugStreams {
    private static final int PAGE = 100;

    private final Bus bus;
    private final Map<Long, Set<Follower>> followersByBug = new HashMap<>();

    BugStreams(Bus bus) {
        this.bus = bus;
        bus.subscribe(BugsApi.CHANGED, changed -> followers(changed.bug()).forEach(Follower::read));
        bus.subscribe(
                BugsApi.ANALYSIS_STAGED,
                staged -> followers(staged.bug())
                        .forEach(follower -> follower.stream.send(null, "analysis_stage", staged)));
    }

    Future<EventSource> open(Request request) {
        long bug = request.id("id");
        Long last = request.lastEventId();
        long after = last == null ? 0 : last;
        return bus.request(BugsApi.HISTORY, new ListEvents(bug, after, PAGE))
                .map(first -> stream -> follow(new Follower(bug, after, stream), first));
    }

    private void follow(Follower follower, BugEvents first) {
        followersByBug.computeIfAbsent(follower.bug, any -> new HashSet<>()).add(follower);
        follower.stream.onClose(() -> leave(follower));
        follower.stream.onHeartbeat(follower::read);
        follower.show(first.events());
        follower.read();
    }

    private void leave(Follower follower) {
        Set<Follower> left = followersByBug.get(follower.bug);
        if (left != null && left.remove(follower) && left.isEmpty()) {
            followersByBug.remove(follower.bug);
        }
    }

    private List<Follower> followers(long bug) {
        return List.copyOf(followersByBug.getOrDefault(bug, Set.of()));
    }

    /** One client; one read of the history at a time. */
    private final class Follower {
        private final long bug;
        private final EventStream stream;
        private final Rounds reads = new Rounds(this::readOn);
        private long shown;

        Follower(long bug, long after, EventStream stream) {
            this.bug = bug;
            this.shown = after;
            this.stream = stream;
        }

        void read() {
            reads.run();
        }

        /** A full page is not the last. */
        private Future<Boolean> readOn() {
            return bus.request(BugsApi.HISTORY, new ListEvents(bug, shown, PAGE))
                    .map(page -> {
                        show(page.events());
                        return page.events().size() == PAGE;
                    });
        }

        void show(List<BugEvent> events) {
            for (BugEvent event : events) {
                stream.send(event.seq(), event.kind(), event);
                shown = event.seq();
            }
        }
    }
}
