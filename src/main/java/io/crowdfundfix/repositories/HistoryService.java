package io.crowdfundfix.repositories;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.RecogniseUsers;
import io.crowdfundfix.identity.IdentityApi.RecognisedUser;
import io.crowdfundfix.repositories.FileListing.Knows;
import io.crowdfundfix.repositories.FileListing.Person;
import io.crowdfundfix.repositories.History.FoundFix;
import io.crowdfundfix.repositories.RepositoriesApi.Author;
import io.crowdfundfix.repositories.RepositoriesApi.Authors;
import io.crowdfundfix.repositories.RepositoriesApi.FindAuthors;
import io.crowdfundfix.repositories.RepositoriesApi.FixRecorded;
import io.crowdfundfix.repositories.RepositoriesApi.Fixes;
import io.crowdfundfix.repositories.RepositoriesApi.LastChange;
import io.crowdfundfix.repositories.RepositoriesApi.PathAuthors;
import io.crowdfundfix.repositories.RepositoriesApi.ReadFixes;
import io.crowdfundfix.repositories.RepositoriesApi.RecordFix;
import io.crowdfundfix.repositories.RepositoryFilesApi.Contributor;
import io.crowdfundfix.repositories.RepositoryFilesApi.ContributorPage;
import io.crowdfundfix.repositories.RepositoryFilesApi.FileAuthor;
import io.crowdfundfix.repositories.RepositoryFilesApi.FilePage;
import io.crowdfundfix.repositories.RepositoryFilesApi.FileView;
import io.crowdfundfix.repositories.RepositoryFilesApi.FindOwnership;
import io.crowdfundfix.repositories.RepositoryFilesApi.ListContributors;
import io.crowdfundfix.repositories.RepositoryFilesApi.ListFiles;
import io.crowdfundfix.repositories.RepositoryFilesApi.Ownership;
import io.crowdfundfix.repositories.RepositoryFilesApi.OwnershipSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of files whose they are and who has changed them, and keeps what was fixed where. */
final class HistoryService {
    private static final int MAX_AUTHORS = 5;
    private static final int MAX_FIXES = 500;
    private static final int MAX_FIX_PATHS = 200;

    private final Bus bus;
    private final Database database;
    private final Vertx vertx;
    private final RepositoryStore store = new RepositoryStore();
    private final FixStore fixes = new FixStore();

    HistoryService(Platform platform) {
        this.bus = platform.bus();
        this.database = platform.database();
        this.vertx = platform.vertx();
    }

    Future<FilePage> files(ListFiles asked) {
        return there(asked.repository()).compose(there -> FileListing.files(database, asked));
    }

    Future<ContributorPage> contributors(ListContributors asked) {
        return there(asked.repository())
                .compose(there -> FileListing.people(database, asked))
                .map(found -> new ContributorPage(
                        found.people().stream()
                                .map(person -> new Contributor(
                                        person.name(), person.commits(), person.share(), person.lastAt()))
                                .toList(),
                        found.next().orElse(null)));
    }

    Future<Ownership> ownership(FindOwnership asked) {
        String path = asked.path();
        return there(asked.repository())
                .compose(there -> path == null ? whole(asked.repository()) : of(asked.repository(), path));
    }

    private Future<Ownership> of(long repository, String path) {
        return FileListing.rules(database, repository)
                .compose(rules -> FileListing.authors(database, repository, List.of(path))
                        .compose(known -> {
                            List<Person> people =
                                    known.stream().map(Knows::person).toList();
                            double all =
                                    people.stream().mapToDouble(Person::share).sum();
                            return apart(() -> ownership(path, OwnerRule.of(path, rules), authors(people, all)));
                        }));
    }

    /** What holds for every file. */
    private Future<Ownership> whole(long repository) {
        return FileListing.rules(database, repository)
                .compose(rules -> FileListing.people(database, new ListContributors(repository, MAX_AUTHORS, null))
                        .map(found -> {
                            Optional<OwnerRule> rule =
                                    rules.stream().filter(OwnerRule::isForAll).reduce((before, last) -> last);
                            return ownership(null, rule, authors(found.people(), 1));
                        }));
    }

    private static List<FileAuthor> authors(List<Person> people, double all) {
        return people.stream()
                .limit(MAX_AUTHORS)
                .map(person -> new FileAuthor(person.name(), all > 0 ? person.share() / all : 0, person.lastAt()))
                .toList();
    }

    private static Ownership ownership(@Nullable String path, Optional<OwnerRule> rule, List<FileAuthor> authors) {
        List<String> owners = rule.map(OwnerRule::owners).orElse(List.of());
        OwnershipSource source = !owners.isEmpty()
                ? OwnershipSource.CODEOWNERS
                : authors.isEmpty() ? OwnershipSource.NOBODY : OwnershipSource.HISTORY;
        return new Ownership(path, source, rule.map(OwnerRule::pattern).orElse(null), owners, authors);
    }

    Future<Authors> authors(FindAuthors asked) {
        if (asked.paths().size() > RepositoriesApi.MAX_AUTHORED_PATHS) {
            throw Fault.invalid("paths", "must have at most " + RepositoriesApi.MAX_AUTHORED_PATHS + " entries");
        }
        return there(asked.repository())
                .compose(there -> knowledge(asked.repository(), asked.paths()))
                .compose(known -> apart(
                        () -> new Authors(asked.paths().stream().map(known::of).toList())));
    }

    /** Away from the event loop: what rules cost is up to who wrote them. */
    private <T> Future<T> apart(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    /** What is known of some paths. */
    private record Knowledge(
            List<OwnerRule> rules,
            Map<String, List<Person>> peopleByPath,
            Map<String, FileView> fileByPath,
            Map<String, Long> userByEmail) {
        PathAuthors of(String path) {
            List<Person> people = peopleByPath.getOrDefault(path, List.of());
            double all = people.stream().mapToDouble(Person::share).sum();
            List<Author> authors = people.stream()
                    .limit(MAX_AUTHORS)
                    .map(person -> new Author(
                            person.name(),
                            userByEmail.get(person.email()),
                            all > 0 ? person.share() / all : 0,
                            person.lastAt()))
                    .toList();
            return new PathAuthors(
                    path,
                    OwnerRule.of(path, rules).map(OwnerRule::owners).orElse(List.of()),
                    authors,
                    lastChange(fileByPath.get(path)));
        }

        private static @Nullable LastChange lastChange(@Nullable FileView file) {
            return file == null
                            || file.lastChangedAt() == null
                            || file.lastChangedBy() == null
                            || file.lastCommit() == null
                    ? null
                    : new LastChange(file.lastChangedBy(), file.lastChangedAt(), file.lastCommit());
        }
    }

    private Future<Knowledge> knowledge(long repository, List<String> paths) {
        return FileListing.rules(database, repository)
                .compose(rules -> FileListing.authors(database, repository, paths)
                        .compose(known -> FileListing.lastChanges(database, repository, paths)
                                .compose(files -> users(known.stream()
                                                .map(Knows::person)
                                                .toList())
                                        .map(users -> new Knowledge(
                                                rules,
                                                known.stream()
                                                        .collect(Collectors.groupingBy(
                                                                Knows::path,
                                                                Collectors.mapping(
                                                                        Knows::person, Collectors.toList()))),
                                                files.stream()
                                                        .collect(Collectors.toMap(FileView::path, Function.identity())),
                                                users)))));
    }

    /** Who these people are here, by address; nobody while that cannot be asked. */
    private Future<Map<String, Long>> users(List<Person> people) {
        List<String> emails = people.stream()
                .map(Person::email)
                .filter(email -> !email.isEmpty())
                .distinct()
                .limit(1_000)
                .toList();
        if (emails.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return bus.request(IdentityApi.RECOGNISE, new RecogniseUsers(emails))
                .map(recognised -> {
                    Map<String, Long> users = new HashMap<>();
                    for (RecognisedUser user : recognised.users()) {
                        users.put(emails.get(user.place()), user.user());
                    }
                    return users;
                })
                .otherwise(Map.of());
    }

    Future<Fixes> fixes(ReadFixes asked) {
        int limit = Math.min(MAX_FIXES, Math.max(1, asked.limit()));
        return there(asked.repository())
                .compose(there -> fixes.after(database, asked.repository(), asked.after(), limit))
                .map(Fixes::new);
    }

    Future<FixRecorded> recordFix(RecordFix said) {
        List<String> paths = said.paths().stream()
                .filter(FilePath::isRead)
                .limit(MAX_FIX_PATHS)
                .toList();
        if (paths.isEmpty()) {
            return Future.succeededFuture(new FixRecorded(false));
        }
        FoundFix fix = new FoundFix(
                FixStore.ofBug(said.bug()),
                FixMessage.cut(said.title(), 300),
                FixMessage.cut(said.text(), 4_000),
                said.fixedAt(),
                paths);
        return database.transaction(session -> store.lock(session, said.repository())
                        .map(RepositoryService.found(said.repository()))
                        .compose(there -> fixes.addOne(session, said.repository(), fix)))
                .map(FixRecorded::new);
    }

    private Future<Connected> there(long repository) {
        return store.find(database, repository).map(RepositoryService.found(repository));
    }
}
