package io.crowdfundfix.localisation;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.engine.locate.FixHistory;
import io.crowdfundfix.engine.locate.FixedBug;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.Fix;
import io.crowdfundfix.repositories.RepositoriesApi.ReadFixes;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fixed bugs of the repositories that were asked for last. Each question reads what has come since the one before. Serves many threads. */
final class KnownFixes {
    private static final int PAGE = 500;
    /** The newest of a repository; an older fix says little of where the next one goes. */
    private static final int MOST_FIXES = 2_000;
    /** What tells one fix from another stands at the beginning. */
    private static final int MOST_TEXT = 1_500;

    private final Bus bus;
    private final Map<Long, Known> knownByRepository;

    /** @param most repositories are remembered */
    KnownFixes(Bus bus, int most) {
        this.bus = bus;
        this.knownByRepository = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Known> eldest) {
                return size() > most;
            }
        };
    }

    /** What is known of one repository; never changed. */
    private record Known(long last, Map<String, FixedBug> fixById, FixHistory history) {
        private static final Known NOTHING = new Known(0, Map.of(), FixHistory.of(List.of()));

        /** The same fix read again replaces itself. */
        private Known with(List<Fix> page) {
            Map<String, FixedBug> all = new LinkedHashMap<>(fixById);
            for (Fix fix : page) {
                all.remove(fix.id());
                all.put(
                        fix.id(),
                        new FixedBug(fix.id(), fix.title(), shortened(fix.text()), fix.fixedAt(), fix.paths()));
            }
            all.keySet()
                    .removeAll(all.keySet().stream()
                            .limit(Math.max(0, all.size() - MOST_FIXES))
                            .toList());
            return new Known(page.get(page.size() - 1).sequence(), all, this.history);
        }

        private static String shortened(String text) {
            return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) : text;
        }

        private Known complete() {
            Collection<FixedBug> fixes = fixById.values();
            return new Known(last, fixById, FixHistory.of(List.copyOf(fixes)));
        }
    }

    Future<FixHistory> of(long repository) {
        Known known = get(repository);
        return read(repository, known).map(now -> {
            if (now.last() == known.last()) {
                return known.history();
            }
            Known complete = now.complete();
            put(repository, complete);
            return complete.history();
        });
    }

    private Future<Known> read(long repository, Known known) {
        return bus.request(RepositoriesApi.READ_FIXES, new ReadFixes(repository, known.last(), PAGE))
                .compose(page -> page.fixes().isEmpty()
                        ? Future.succeededFuture(known)
                        : read(repository, known.with(page.fixes())));
    }

    private synchronized Known get(long repository) {
        return knownByRepository.getOrDefault(repository, Known.NOTHING);
    }

    /** Of two that read at once, who has read further stays. */
    private synchronized void put(long repository, Known known) {
        if (get(repository).last() < known.last()) {
            knownByRepository.put(repository, known);
        }
    }

    synchronized void forget(long repository) {
        knownByRepository.remove(repository);
    }
}
