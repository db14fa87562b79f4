package io.crowdfundfix.funding;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through the bounties that have something due, page by page, so that those that cannot be moved on keep none of the others. */
final class DueBounties {
    private static final Logger LOG = LoggerFactory.getLogger(DueBounties.class);
    private static final int BOUNTIES_A_PAGE = 50;

    private DueBounties() {}

    /**
     * Something whose time is over.
     *
     * @param number tells those of one moment apart
     */
    record Due(long bug, Instant at, long number) {
        static final Due NONE = new Due(0, Instant.EPOCH, 0);
    }

    /** What is due after this, in the order of moment and number. */
    @FunctionalInterface
    interface Page {
        Future<List<Due>> after(Due last, int limit);
    }

    /** What is done with one bounty. */
    @FunctionalInterface
    interface OnBug {
        Future<Void> run(long bug);
    }

    static Future<Void> each(Page page, OnBug action) {
        return each(page, action, Due.NONE);
    }

    private static Future<Void> each(Page page, OnBug action, Due last) {
        return page.after(last, BOUNTIES_A_PAGE).compose(due -> {
            Set<Long> bugs = new HashSet<>();
            due.forEach(one -> bugs.add(one.bug()));
            Future<Void> all = Future.succeededFuture();
            for (long bug : bugs) {
                all = all.compose(done -> action.run(bug)).recover(failure -> {
                    LOG.error("the bounty of bug {} could not be moved on", bug, failure);
                    return Future.succeededFuture();
                });
            }
            return due.size() < BOUNTIES_A_PAGE
                    ? all
                    : all.compose(done -> each(page, action, due.get(due.size() - 1)));
        });
    }
}
