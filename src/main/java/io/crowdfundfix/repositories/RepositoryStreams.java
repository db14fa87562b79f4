package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.bus.Rounds;
import io.crowdfundfix.http.EventStream;
import io.crowdfundfix.http.Operations.EventSource;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.repositories.RepositoriesApi.FindRepository;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryView;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How repositories are getting on, live, on one HTTP verticle. A stream shows how a repository is, not each step on the way: who comes
 * back, or misses a hint, sees the newest.
 */
final class RepositoryStreams {
    private final Bus bus;
    private final Map<Long, Set<Follower>> followersByRepository = new HashMap<>();

    RepositoryStreams(Bus bus) {
        this.bus = bus;
        bus.subscribe(
                ConnectionsApi.CHANGED,
                changed -> followers(changed.repository()).forEach(Follower::read));
    }

    Future<EventSource> open(Request request) {
        long repository = request.id("id");
        Long last = request.lastEventId();
        return bus.request(RepositoriesApi.FIND, new FindRepository(repository))
                .map(first -> stream -> follow(new Follower(repository, last == null ? 0 : last, stream), first));
    }

    private void follow(Follower follower, RepositoryView first) {
        followersByRepository
                .computeIfAbsent(follower.repository, any -> new HashSet<>())
                .add(follower);
        follower.stream.onClose(() -> leave(follower));
        follower.stream.onHeartbeat(follower::read);
        follower.show(first);
        follower.read();
    }

    private void leave(Follower follower) {
        Set<Follower> left = followersByRepository.get(follower.repository);
        if (left != null && left.remove(follower) && left.isEmpty()) {
            followersByRepository.remove(follower.repository);
        }
    }

    private List<Follower> followers(long repository) {
        return List.copyOf(followersByRepository.getOrDefault(repository, Set.of()));
    }

    /** One client; one read at a time. */
    private final class Follower {
        private final long repository;
        private final EventStream stream;
        private final Rounds reads = new Rounds(this::readOn);
        private long shown;

        Follower(long repository, long after, EventStream stream) {
            this.repository = repository;
            this.shown = after;
            this.stream = stream;
        }

        void read() {
            reads.run();
        }

        private Future<Boolean> readOn() {
            return bus.request(RepositoriesApi.FIND, new FindRepository(repository))
                    .map(view -> {
                        show(view);
                        return false;
                    });
        }

        void show(RepositoryView view) {
            if (view.version() > shown) {
                shown = view.version();
                stream.send(view.version(), "repository", view);
            }
        }
    }
}
