package io.crowdfundfix.localisation;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.engine.locate.CodeIndex;
import io.crowdfundfix.engine.locate.FixHistory;
import io.crowdfundfix.engine.locate.LocateQuery;
import io.crowdfundfix.engine.locate.Suspect;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.localisation.LocalisationApi.LastChange;
import io.crowdfundfix.localisation.LocalisationApi.Locate;
import io.crowdfundfix.localisation.LocalisationApi.Located;
import io.crowdfundfix.localisation.LocalisationApi.SuspectMethod;
import io.crowdfundfix.localisation.LocalisationApi.TextMeaning;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.FindAuthors;
import io.crowdfundfix.repositories.RepositoriesApi.FindRepository;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryView;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ranks the files of a repository, on the calling thread. */
final class LocateService {
    private final Bus bus;
    private final OpenIndexes indexes;
    private final KnownFixes fixes;
    private final SharedLocator locator;

    LocateService(Bus bus, OpenIndexes indexes, KnownFixes fixes, SharedLocator locator) {
        this.bus = bus;
        this.indexes = indexes;
        this.fixes = fixes;
        this.locator = locator;
    }

    Future<Located> locate(Locate question) {
        return bus.request(RepositoriesApi.FIND, new FindRepository(question.repository()))
                .compose(repository -> fixes.of(repository.id())
                        .map(history -> ranked(question, history))
                        .compose(ranked -> described(repository, ranked)));
    }

    void forget(long repository) {
        fixes.forget(repository);
    }

    /** What was found, and in which revision. */
    private record Ranked(String revision, List<Suspect> suspects) {}

    private Ranked ranked(Locate question, FixHistory history) {
        if (!indexes.has(question.repository())) {
            throw notIndexed();
        }
        try (OpenIndexes.Lease lease = indexes.open(question.repository())) {
            CodeIndex index = lease.index();
            if (index.revision().isEmpty()) {
                throw notIndexed();
            }
            LocateQuery query = new LocateQuery(
                    question.title(),
                    question.description(),
                    question.stackTrace(),
                    vector(question),
                    question.bug() == null ? "" : "bug:" + question.bug());
            return new Ranked(index.revision(), locator.get().locate(index, history, query, question.limit()));
        }
    }

    private static Fault notIndexed() {
        return Fault.unavailable(
                "repository_not_indexed",
                "The repository is still being read; GET /api/v1/repositories/{id} tells how far it is. Ask again later");
    }

    private float @Nullable [] vector(Locate question) {
        TextMeaning meaning = question.meaning();
        if (meaning == null
                || !meaning.model().equals(indexes.encoder(question.repository()))
                || !locator.understands(meaning.model())) {
            return null;
        }
        return Floats.of(meaning.base64());
    }

    private Future<Located> described(RepositoryView repository, Ranked ranked) {
        List<String> paths = ranked.suspects().stream().map(Suspect::path).toList();
        return lastChanges(repository.id(), paths)
                .map(changes -> new Located(
                        repository.id(),
                        ranked.revision(),
                        ranked.suspects().stream()
                                .map(suspect -> view(
                                        suspect,
                                        changes.get(suspect.path()),
                                        FileLinks.of(repository.url(), ranked.revision(), suspect.path())))
                                .toList()));
    }

    private Future<Map<String, LastChange>> lastChanges(long repository, List<String> paths) {
        return bus.request(RepositoriesApi.AUTHORS, new FindAuthors(repository, paths))
                .map(authors -> authors.paths().stream()
                        .filter(file -> file.lastChange() != null)
                        .map(file -> Map.entry(
                                file.path(),
                                new LastChange(
                                        file.lastChange().name(),
                                        file.lastChange().at())))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static LocalisationApi.Suspect view(Suspect suspect, @Nullable LastChange change, @Nullable String link) {
        List<SuspectMethod> methods = suspect.methods().stream()
                .map(method -> new SuspectMethod(method.name(), method.firstLine(), method.lastLine()))
                .toList();
        return new LocalisationApi.Suspect(
                suspect.path(),
                suspect.score(),
                suspect.probability(),
                methods,
                suspect.reasons(),
                change,
                FileLinks.withLines(link, methods));
    }
}
