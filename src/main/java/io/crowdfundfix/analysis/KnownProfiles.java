package io.crowdfundfix.analysis;

import io.crowdfundfix.engine.duplicate.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The profiles of those bugs that were compared last, so that the next comparison need not make them again. Serves many threads. */
final class KnownProfiles {
    private final Map<Long, Stamped> profileByBug;

    /** @param most so many are kept */
    KnownProfiles(int most) {
        profileByBug = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Stamped> eldest) {
                return size() > most;
            }
        };
    }

    private record Stamped(long stamp, Profile profile) {}

    /** The bug's profile if it was made from what bears this stamp. */
    synchronized @Nullable Profile get(long bug, long stamp) {
        Stamped kept = profileByBug.get(bug);
        return kept == null || kept.stamp() != stamp ? null : kept.profile();
    }

    synchronized void put(long bug, long stamp, Profile profile) {
        profileByBug.put(bug, new Stamped(stamp, profile));
    }

    synchronized int size() {
        return profileByBug.size();
    }
}
