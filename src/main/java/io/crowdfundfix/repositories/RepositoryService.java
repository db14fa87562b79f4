package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.AuditLog;
import io.crowdfundfix.repositories.ConnectionsApi.ConnectRepository;
import io.crowdfundfix.repositories.ConnectionsApi.EditRepository;
import io.crowdfundfix.repositories.ConnectionsApi.RepositoryChanged;
import io.crowdfundfix.repositories.ConnectionsApi.RepositoryConnected;
import io.crowdfundfix.repositories.ConnectionsApi.SyncQueued;
import io.crowdfundfix.repositories.ConnectionsApi.SyncRepository;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryView;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides when repositories are connected, named and synced; {@link Connected} decides by whom. */
final class RepositoryService {
    static final String SYNC_JOB = "repositories.sync";

    private final Vertx vertx;
    private final Bus bus;
    private final Database database;
    private final Jobs jobs;
    private final Clock clock;
    private final RepositoriesConfig config;
    private final Ids ids;
    private final RepositoryStore store = new RepositoryStore();
    private final AuditLog audit = new AuditLog();

    RepositoryService(Platform platform, RepositoriesConfig config, Ids ids) {
        this.vertx = platform.vertx();
        this.bus = platform.bus();
        this.database = platform.database();
        this.jobs = platform.jobs();
        this.clock = platform.clock();
        this.config = config;
        this.ids = ids;
    }

    Future<RepositoryConnected> connect(ConnectRepository asked) {
        ConnectRules.check(asked);
        return location(asked)
                .compose(location -> ids.next(database)
                        .compose(id -> database.transaction(session -> connect(session, asked, location, id)))
                        .compose(made -> {
                            if (made.created()) {
                                bus.publish(ConnectionsApi.QUEUED, new SyncQueued(made.id()));
                            }
                            return view(made.id()).map(view -> new RepositoryConnected(view, made.created()));
                        }));
    }

    private Future<Location> location(ConnectRepository asked) {
        if (asked.url() != null) {
            return Future.succeededFuture(Location.url(asked.url(), config.hostsAllowed()));
        }
        String path = asked.path();
        return path == null
                ? Future.succeededFuture(Location.archive())
                : vertx.executeBlocking(() -> Location.path(
                                LocalOrigin.real(path, config.localRoots()).toString()))
                        .recover(failure -> Future.failedFuture(
                                failure instanceof Refusal refusal
                                        ? Fault.invalid("path", refusal.fault().message())
                                        : failure));
    }

    private record Made(long id, boolean created) {}

    private Future<Made> connect(Session session, ConnectRepository asked, Location location, long id) {
        Connected repository = new Connected(
                id,
                asked.name() == null ? location.name() : asked.name().strip(),
                location,
                asked.defaultBranch(),
                asked.caller().id(),
                null,
                config.halfLifeDays(),
                null,
                null);
        return earlier(session, location)
                .compose(earlier -> earlier.isPresent()
                        ? Future.succeededFuture(new Made(earlier.get(), false))
                        : mayHaveOneMore(session, asked)
                                .compose(may -> store.insert(session, repository, clock.instant()))
                                .compose(inserted -> name(session, repository))
                                .compose(named -> location.source() == RepositorySource.ARCHIVE
                                        ? Future.succeededFuture()
                                        : jobs.enqueue(session, SYNC_JOB, id))
                                .compose(queued -> jobs.enqueue(session, RepositoriesApi.NAMES_JOB, id))
                                .compose(queued ->
                                        audited(session, asked.caller().id(), "repository_connected", id))
                                .map(new Made(id, true)));
    }

    private Future<Void> mayHaveOneMore(Session session, ConnectRepository asked) {
        return asked.caller().isAdmin()
                ? Future.succeededFuture()
                : store.countOf(session, asked.caller().id()).map(many -> {
                    if (many >= config.maxPerPerson()) {
                        throw Fault.conflict(
                                "too_many_repositories",
                                "You have connected " + many + " repositories, which is the limit: delete one first");
                    }
                    return null;
                });
    }

    private Future<Optional<Long>> earlier(Session session, Location location) {
        return location.alias().isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : store.named(session, location.alias());
    }

    private Future<Void> name(Session session, Connected repository) {
        String alias = repository.location().alias();
        return alias.isEmpty()
                ? Future.succeededFuture()
                : store.addName(session, repository.id(), alias)
                        .compose(added -> added ? Future.succeededFuture() : Future.failedFuture(Database.tryAgain()));
    }

    private Future<Void> audited(Session session, long actor, String what, long repository) {
        return audit.add(
                session, new AuditEntry(clock.instant(), actor, what, "repository", repository, null, null, ""));
    }

    Future<RepositoryView> edit(EditRepository asked) {
        Check.that()
                .optionalText("name", asked.name(), 1, ConnectRules.MAX_NAME)
                .done();
        return database.transaction(session -> locked(session, asked.repository())
                        .compose(repository -> {
                            repository.checkMayChange(asked.caller());
                            Location location = moved(repository, asked.url());
                            String name = asked.name() == null
                                    ? repository.name()
                                    : asked.name().strip();
                            return renamed(session, asked, repository, location)
                                    .compose(named -> store.rename(session, repository.id(), name, location))
                                    .compose(done -> location.equals(repository.location())
                                            ? Future.<Void>succeededFuture()
                                            : jobs.enqueue(session, SYNC_JOB, repository.id()))
                                    .compose(queued ->
                                            jobs.enqueue(session, RepositoriesApi.NAMES_JOB, repository.id()));
                        }))
                .compose(done -> changed(asked.repository()));
    }

    private Location moved(Connected repository, @Nullable String url) {
        if (url == null) {
            return repository.location();
        }
        if (repository.location().source() != RepositorySource.URL) {
            throw Fault.invalid("url", "belongs to repositories that come from an address, and this one does not");
        }
        return Location.url(url, config.hostsAllowed());
    }

    /** The new address becomes a name of the repository; those that it has stay beside it only where an ADMIN says so. */
    private Future<Void> renamed(Session session, EditRepository asked, Connected repository, Location location) {
        return earlier(session, location).compose(earlier -> {
            if (earlier.isPresent() && earlier.get() != repository.id()) {
                throw Fault.conflict(
                        "already_connected", "This address belongs to repository " + earlier.get() + " already");
            }
            return letGo(session, asked, repository, location)
                    .compose(done -> earlier.isPresent() || location.alias().isEmpty()
                            ? Future.succeededFuture()
                            : store.addName(session, repository.id(), location.alias())
                                    .mapEmpty());
        });
    }

    /** Else anybody could connect a well known project, move it to code of his own, and have what belongs to the project. */
    private Future<Void> letGo(Session session, EditRepository asked, Connected repository, Location location) {
        boolean stays = location.alias().equals(repository.location().alias());
        return stays || asked.caller().isAdmin()
                ? Future.succeededFuture()
                : store.keepName(session, repository.id(), location.alias())
                        .compose(dropped -> jobs.enqueue(session, RepositoriesApi.MOVED_JOB, repository.id()));
    }

    Future<RepositoryView> sync(SyncRepository asked) {
        long id = asked.repository();
        return database.transaction(session -> locked(session, id).compose(repository -> {
                    repository.checkMayChange(asked.caller());
                    repository.checkMaySync();
                    return jobs.enqueue(session, SYNC_JOB, id)
                            .compose(queued ->
                                    store.show(session, id, RepositoryState.QUEUED, new SyncProgress.Shown("", 0, 0)));
                }))
                .compose(queued -> {
                    bus.publish(ConnectionsApi.QUEUED, new SyncQueued(id));
                    return changed(id);
                });
    }

    private Future<RepositoryView> changed(long id) {
        return view(id).map(view -> {
            bus.publish(ConnectionsApi.CHANGED, new RepositoryChanged(id, view.version()));
            return view;
        });
    }

    private Future<RepositoryView> view(long id) {
        return RepositoryListing.view(database, id).map(found(id));
    }

    private Future<Connected> locked(Session session, long id) {
        return store.lock(session, id).map(found(id));
    }

    static <T> Function<Optional<T>, T> found(long id) {
        return found -> Objects.requireNonNull(found)
                .orElseThrow(() -> Fault.notFound("repository_not_found", "There is no repository " + id));
    }
}
