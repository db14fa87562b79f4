package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.repositories.ConnectionsApi.ListRepositories;
import io.crowdfundfix.repositories.ConnectionsApi.RepositoryChanged;
import io.crowdfundfix.repositories.ConnectionsApi.RepositoryPage;
import io.crowdfundfix.repositories.RepositoriesApi.FindRepository;
import io.crowdfundfix.repositories.RepositoriesApi.IndexRecorded;
import io.crowdfundfix.repositories.RepositoriesApi.KnownRepositories;
import io.crowdfundfix.repositories.RepositoriesApi.ListKnown;
import io.crowdfundfix.repositories.RepositoriesApi.ReadNames;
import io.crowdfundfix.repositories.RepositoriesApi.RecordIndexed;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryNames;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryView;
import io.crowdfundfix.repositories.RepositoriesApi.ResolveRepository;
import io.crowdfundfix.repositories.RepositoriesApi.ResolvedRepository;
import io.vertx.core.Future;
import java.util.List;

/** Says which repositories there are, by which names links lead to them, and how far the index of each is. */
final class RepositoryDirectory {
    private static final int MAX_KNOWN = 1_000;

    private final Bus bus;
    private final Database database;
    private final RepositoryStore store = new RepositoryStore();

    RepositoryDirectory(Platform platform) {
        this.bus = platform.bus();
        this.database = platform.database();
    }

    Future<RepositoryPage> list(ListRepositories asked) {
        return RepositoryListing.page(database, asked.limit(), asked.cursor());
    }

    Future<RepositoryView> find(FindRepository asked) {
        return RepositoryListing.view(database, asked.repository()).map(RepositoryService.found(asked.repository()));
    }

    Future<ResolvedRepository> resolve(ResolveRepository asked) {
        Long id = asked.repositoryId();
        if (id != null) {
            return store.find(database, id)
                    .map(found ->
                            new ResolvedRepository(found.map(Connected::id).orElse(null)));
        }
        List<String> names = asked.repoLink() == null ? List.of() : LinkName.candidates(asked.repoLink());
        return names.isEmpty()
                ? Future.succeededFuture(new ResolvedRepository(null))
                : store.named(database, names).map(found -> new ResolvedRepository(found.orElse(null)));
    }

    Future<RepositoryNames> names(ReadNames asked) {
        return store.find(database, asked.repository())
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(new RepositoryNames(false, List.of()))
                        : store.names(database, asked.repository())
                                .map(names -> new RepositoryNames(
                                        true,
                                        names.stream()
                                                .filter(name -> !name.startsWith("path:"))
                                                .toList())));
    }

    Future<KnownRepositories> known(ListKnown asked) {
        return RepositoryListing.known(database, asked.after(), Math.min(MAX_KNOWN, Math.max(1, asked.limit())))
                .map(KnownRepositories::new);
    }

    Future<IndexRecorded> recordIndexed(RecordIndexed said) {
        return database.transaction(session -> store.indexed(session, said))
                .map(RepositoryService.found(said.repository()))
                .map(version -> {
                    bus.publish(ConnectionsApi.CHANGED, new RepositoryChanged(said.repository(), version));
                    return new IndexRecorded(version);
                });
    }
}
