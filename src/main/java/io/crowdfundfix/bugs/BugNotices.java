package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.BugJournalStore.Notice;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.notifications.NotificationsApi;
import io.crowdfundfix.notifications.NotificationsApi.Notify;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells reporters what others did to their bugs. What cannot be told yet stays; who is told twice hears it once. */
final class BugNotices {
    private static final Logger LOG = LoggerFactory.getLogger(BugNotices.class);
    private static final int AT_ONCE = 100;

    private final Database database;
    private final Bus bus;
    private final BugJournalStore store = new BugJournalStore();
    private boolean telling;

    BugNotices(Database database, Bus bus) {
        this.database = database;
        this.bus = bus;
    }

    /** Tells what waits, unless it is at it already. */
    void run() {
        if (!telling) {
            telling = true;
            toldAll().onComplete(done -> {
                telling = false;
                if (done.failed()) {
                    LOG.debug("reporters are told later: {}", done.cause().getMessage());
                }
            });
        }
    }

    private Future<Void> toldAll() {
        return store.first(database, AT_ONCE)
                .compose(notices ->
                        told(notices).compose(told -> notices.size() < AT_ONCE ? Future.succeededFuture() : toldAll()));
    }

    private Future<Void> told(List<Notice> notices) {
        Future<Void> all = Future.succeededFuture();
        for (Notice notice : notices) {
            all = all.compose(before -> bus.request(NotificationsApi.NOTIFY, message(notice)))
                    .compose(told -> store.delete(database, notice))
                    .mapEmpty();
        }
        return all;
    }

    private static Notify message(Notice notice) {
        return new Notify(
                "bug:" + notice.bug() + ":" + notice.seq(),
                List.of(notice.reporter()),
                notice.kind(),
                notice.bug(),
                notice.text());
    }
}
