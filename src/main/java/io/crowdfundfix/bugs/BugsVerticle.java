package io.crowdfundfix.bugs;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves the bugs' endpoints. */
final class BugsVerticle extends VerticleBase {
    private final Platform platform;
    private final BugsConfig config;
    private final Ids ids;

    BugsVerticle(Platform platform, BugsConfig config, Ids ids) {
        this.platform = platform;
        this.config = config;
        this.ids = ids;
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        AnalysisWaiters waiters = new AnalysisWaiters(vertx, config.analysisWaitMs());
        DuplicateService duplicates = new DuplicateService(platform, new DuplicateStore(), new BugStore());
        BugService bugs = new BugService(platform, new BugStore(), ids, waiters);
        return Future.all(List.of(
                bus.serve(BugsApi.REPORT, bugs::report),
                bus.serve(BugsApi.IMPORT, bugs::importBug),
                bus.serve(BugsApi.FIND, bugs::find),
                bus.serve(BugsApi.LIST, bugs::list),
                bus.serve(BugsApi.MATCH_WORDS, bugs::matchWords),
                bus.serve(BugsApi.KEEP_OPEN, bugs::keepOpen),
                bus.serve(BugsApi.CHANGE_STATUS, bugs::changeStatus),
                bus.serve(BugsApi.ASSIGN, bugs::assign),
                bus.serve(BugsApi.HISTORY, bugs::history),
                bus.serve(BugsApi.READ_REPORT, bugs::readReport),
                bus.serve(BugsApi.RECORD_ANALYSIS, bugs::recordAnalysis),
                bus.serve(BugsApi.RECORD_ANALYSIS_FAILURE, bugs::recordAnalysisFailure),
                bus.serve(BugsApi.RECORD_FUNDING, new FundingNews(platform, new BugStore())::record),
                bus.serve(DuplicatesApi.SUGGEST, duplicates::suggest),
                bus.serve(DuplicatesApi.DECIDE, duplicates::decide),
                bus.serve(DuplicatesApi.LIST, duplicates::list),
                bus.serve(DuplicatesApi.LIST_REJECTED, duplicates::listRejected),
                bus.serve(DuplicatesApi.COUNT_DECISIONS, duplicates::count),
                bus.subscribe(BugsApi.CHANGED, changed -> waiters.changed(changed.bug()))));
    }
}
