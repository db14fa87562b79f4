package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Ids;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves what is answered from the database. */
final class RepositoriesVerticle extends VerticleBase {
    private final Platform platform;
    private final RepositoriesConfig config;
    private final Ids ids;
    private final Ids uploadIds;

    RepositoriesVerticle(Platform platform, RepositoriesConfig config, Ids ids, Ids uploadIds) {
        this.platform = platform;
        this.config = config;
        this.ids = ids;
        this.uploadIds = uploadIds;
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        RepositoryService repositories = new RepositoryService(platform, config, ids);
        RepositoryRemoval removal = new RepositoryRemoval(platform);
        RepositoryDirectory directory = new RepositoryDirectory(platform);
        UploadService uploads = new UploadService(platform, config, uploadIds);
        HistoryService history = new HistoryService(platform);
        return Future.all(List.of(
                bus.serve(ConnectionsApi.CONNECT, repositories::connect),
                bus.serve(ConnectionsApi.LIST, directory::list),
                bus.serve(ConnectionsApi.EDIT, repositories::edit),
                bus.serve(ConnectionsApi.DELETE, removal::delete),
                bus.serve(ConnectionsApi.SYNC, repositories::sync),
                bus.serve(ConnectionsApi.BEGIN_UPLOAD, uploads::begin),
                bus.serve(ConnectionsApi.STORE_PART, uploads::store),
                bus.serve(ConnectionsApi.END_UPLOAD, uploads::end),
                bus.serve(ConnectionsApi.ABANDON_UPLOAD, uploads::abandon),
                bus.serve(RepositoriesApi.FIND, directory::find),
                bus.serve(RepositoriesApi.RESOLVE, directory::resolve),
                bus.serve(RepositoriesApi.READ_NAMES, directory::names),
                bus.serve(RepositoriesApi.KNOWN, directory::known),
                bus.serve(RepositoriesApi.RECORD_INDEXED, directory::recordIndexed),
                bus.serve(RepositoriesApi.READ_FIXES, history::fixes),
                bus.serve(RepositoriesApi.RECORD_FIX, history::recordFix),
                bus.serve(RepositoriesApi.AUTHORS, history::authors),
                bus.serve(RepositoryFilesApi.LIST_FILES, history::files),
                bus.serve(RepositoryFilesApi.LIST_CONTRIBUTORS, history::contributors),
                bus.serve(RepositoryFilesApi.OWNERSHIP, history::ownership)));
    }
}
