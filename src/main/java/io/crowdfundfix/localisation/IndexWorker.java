package io.crowdfundfix.localisation;

import io.crowdfundfix.bus.Rounds;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** One for a node: the only thread that writes the node's indexes. */
final class IndexWorker extends VerticleBase {
    private final Platform platform;
    private final LocalisationConfig config;
    private final OpenIndexes indexes;
    private final IndexKeeper keeper;
    private final Rounds rounds;

    IndexWorker(Platform platform, LocalisationConfig config, OpenIndexes indexes) {
        this.platform = platform;
        this.config = config;
        this.indexes = indexes;
        this.keeper = new IndexKeeper(platform, indexes, config.embed());
        this.rounds = new Rounds(keeper::round);
    }

    @Override
    public Future<?> start() {
        context.runOnContext(started -> rounds.run());
        vertx.setPeriodic(config.pollMs(), tick -> rounds.run());
        return Future.all(List.of(
                platform.bus().subscribe(RepositoriesApi.SYNCED, synced -> rounds.run()),
                platform.bus().subscribe(RepositoriesApi.DELETED, deleted -> indexes.delete(deleted.repository()))));
    }

    @Override
    public Future<?> stop() {
        keeper.stop();
        return rounds.stop().onComplete(ended -> indexes.close());
    }
}
