package io.crowdfundfix.analysis;

import io.crowdfundfix.analysis.AnalysisApi.FindSuspects;
import io.crowdfundfix.analysis.AnalysisApi.LocateText;
import io.crowdfundfix.analysis.AnalysisApi.Meaning;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.ReadReport;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.engine.Examined;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.localisation.LocalisationApi;
import io.crowdfundfix.localisation.LocalisationApi.Locate;
import io.crowdfundfix.localisation.LocalisationApi.Located;
import io.crowdfundfix.localisation.LocalisationApi.Suspect;
import io.crowdfundfix.localisation.LocalisationApi.TextMeaning;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.ResolveRepository;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks localisation which files the fix of a report will touch, with what the report means. Inference happens on the calling thread. */
final class SuspectFinder {
    private static final Logger LOG = LoggerFactory.getLogger(SuspectFinder.class);

    private final Bus bus;
    private final SharedEngine engine;

    SuspectFinder(Bus bus, SharedEngine engine) {
        this.bus = bus;
        this.engine = engine;
    }

    Future<Located> ofBug(FindSuspects question) {
        return bus.request(BugsApi.READ_REPORT, new ReadReport(question.bug()))
                .compose(report -> ofText(new LocateText(
                        report.bug(),
                        report.title(),
                        report.description(),
                        report.stackTrace(),
                        report.repositoryId(),
                        report.repoLink(),
                        question.limit())));
    }

    Future<Located> ofText(LocateText question) {
        return repository(question).compose(repository -> {
            String text = question.title() + "\n" + question.description();
            float[] vector = engine.analyst().embedder().embed(text, List.of()).vector();
            return locate(
                    question,
                    repository.orElseThrow(() -> Fault.conflict(
                            "no_repository",
                            "No connected repository belongs to this report: connect it by POST /api/v1/repositories,"
                                    + " or give the repository_id of one that is")),
                    vector);
        });
    }

    /** Of a report that was examined; none where its repository is not connected or cannot be asked. */
    Future<List<Suspect>> ofReport(LocateText question, Examined examined) {
        return repository(question)
                .compose(repository -> repository.isEmpty()
                        ? Future.succeededFuture(List.<Suspect>of())
                        : locate(question, repository.get(), examined.vector()).map(Located::suspects))
                .otherwise(failure -> {
                    LOG.debug("a report is analysed without suspects: {}", failure.getMessage());
                    return List.of();
                });
    }

    private Future<Optional<Long>> repository(LocateText question) {
        if (question.repositoryId() == null && question.repoLink() == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return bus.request(RepositoriesApi.RESOLVE, new ResolveRepository(question.repositoryId(), question.repoLink()))
                .map(resolved -> Optional.ofNullable(resolved.repositoryId()));
    }

    private Future<Located> locate(LocateText question, long repository, float[] vector) {
        TextMeaning meaning = new TextMeaning(engine.model(), Meaning.of(vector).base64());
        return bus.request(
                LocalisationApi.LOCATE,
                new Locate(
                        repository,
                        question.bug(),
                        question.title(),
                        question.description(),
                        question.stackTrace(),
                        meaning,
                        question.limit()));
    }
}
