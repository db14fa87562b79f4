package io.crowdfundfix.localisation;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.localisation.LocalisationApi.CodeMeanings;
import io.crowdfundfix.localisation.LocalisationApi.EmbedCode;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.Authors;
import io.crowdfundfix.repositories.RepositoriesApi.ChangedFile;
import io.crowdfundfix.repositories.RepositoriesApi.Changes;
import io.crowdfundfix.repositories.RepositoriesApi.FindAuthors;
import io.crowdfundfix.repositories.RepositoriesApi.Fix;
import io.crowdfundfix.repositories.RepositoriesApi.Fixes;
import io.crowdfundfix.repositories.RepositoriesApi.IndexRecorded;
import io.crowdfundfix.repositories.RepositoriesApi.KnownRepositories;
import io.crowdfundfix.repositories.RepositoriesApi.KnownRepository;
import io.crowdfundfix.repositories.RepositoriesApi.LastChange;
import io.crowdfundfix.repositories.RepositoriesApi.PathAuthors;
import io.crowdfundfix.repositories.RepositoriesApi.ReadChanges;
import io.crowdfundfix.repositories.RepositoriesApi.RecordIndexed;
import io.crowdfundfix.repositories.RepositoriesApi.RepositorySynced;
import io.crowdfundfix.repositories.RepositoriesApi.RepositoryView;
import io.crowdfundfix.repositories.RepositorySource;
import io.crowdfundfix.repositories.RepositoryState;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Repositories and an encoder that are held in memory, page by page, and can be told to fail. */
final class FakeRepositories extends VerticleBase {
    static final String URL = "https://github.com/ada/shop";
    private static final int PAGE = 2;
    private static final int DIMENSIONS = 16;

    /** What each revision holds, by repository. */
    final Map<Long, TreeMap<String, SortedMap<String, String>>> revisions = new ConcurrentHashMap<>();

    final Map<Long, String> newest = new ConcurrentHashMap<>();
    final List<Fix> fixes = new CopyOnWriteArrayList<>();
    final Queue<RecordIndexed> recorded = new ConcurrentLinkedQueue<>();
    final Queue<ReadChanges> asked = new ConcurrentLinkedQueue<>();
    volatile boolean failsOnSecondPage;
    volatile boolean secondPageIsOfAnother;
    volatile boolean encoderAway;
    volatile String encoder = "encoder-1";

    private final Platform platform;

    FakeRepositories(Platform platform) {
        this.platform = platform;
    }

    /** The repository now has these files. */
    void holds(long repository, String revision, Map<String, String> files) {
        revisions.computeIfAbsent(repository, any -> new TreeMap<>()).put(revision, new TreeMap<>(files));
        newest.put(repository, revision);
        platform.bus().publish(RepositoriesApi.SYNCED, new RepositorySynced(repository, revision));
    }

    @Override
    public Future<?> start() {
        Bus bus = platform.bus();
        return Future.all(List.of(
                bus.serve(RepositoriesApi.FIND, question -> Future.succeededFuture(view(question.repository()))),
                bus.serve(
                        RepositoriesApi.KNOWN,
                        question -> Future.succeededFuture(new KnownRepositories(newest.entrySet().stream()
                                .filter(entry -> entry.getKey() > question.after())
                                .sorted(Map.Entry.comparingByKey())
                                .limit(question.limit())
                                .map(entry -> new KnownRepository(entry.getKey(), entry.getValue()))
                                .toList()))),
                bus.serve(RepositoriesApi.READ_CHANGES, question -> Future.succeededFuture(changes(question))),
                bus.serve(
                        RepositoriesApi.READ_FIXES,
                        question -> Future.succeededFuture(new Fixes(fixes.stream()
                                .filter(fix -> fix.sequence() > question.after())
                                .limit(question.limit())
                                .toList()))),
                bus.serve(RepositoriesApi.AUTHORS, question -> Future.succeededFuture(authors(question))),
                bus.serve(RepositoriesApi.RECORD_INDEXED, record -> {
                    recorded.add(record);
                    return Future.succeededFuture(new IndexRecorded(1));
                }),
                bus.serve(LocalisationApi.EMBED_CODE, question -> Future.succeededFuture(meanings(question)))));
    }

    private Changes changes(ReadChanges question) {
        asked.add(question);
        TreeMap<String, SortedMap<String, String>> known = Objects.requireNonNull(revisions.get(question.repository()));
        String revision = question.toRevision().isEmpty()
                ? Objects.requireNonNull(newest.get(question.repository()))
                : question.toRevision();
        SortedMap<String, String> before = known.getOrDefault(question.fromRevision(), new TreeMap<>());
        boolean another = secondPageIsOfAnother && !question.afterPath().isEmpty();
        boolean whole = another || !known.containsKey(question.fromRevision());
        List<ChangedFile> changed = changed(before, Objects.requireNonNull(known.get(revision)));
        List<ChangedFile> left = changed.stream()
                .filter(file -> file.path().compareTo(question.afterPath()) > 0)
                .toList();
        if (failsOnSecondPage && !question.afterPath().isEmpty()) {
            throw Fault.unavailable("fetching", "The mirror is being fetched");
        }
        List<ChangedFile> page = left.stream().limit(PAGE).toList();
        String last = page.isEmpty() ? "" : page.get(page.size() - 1).path();
        return new Changes(revision, page, left.size() > PAGE, last, whole);
    }

    private static List<ChangedFile> changed(SortedMap<String, String> before, SortedMap<String, String> after) {
        TreeMap<String, @Nullable String> all = new TreeMap<>();
        before.keySet().forEach(path -> all.put(path, null));
        after.forEach((path, text) -> {
            if (text.equals(before.get(path))) {
                all.remove(path);
            } else {
                all.put(path, text);
            }
        });
        List<ChangedFile> changed = new ArrayList<>();
        all.forEach((path, text) -> changed.add(new ChangedFile(path, text)));
        return changed;
    }

    private static Authors authors(FindAuthors question) {
        return new Authors(question.paths().stream()
                .map(path -> new PathAuthors(
                        path, List.of(), List.of(), new LastChange("Ada Lovelace", MutableClock.START, "r0")))
                .toList());
    }

    private CodeMeanings meanings(EmbedCode question) {
        if (encoderAway) {
            throw Fault.unavailable("engine_loading", "The engine is still being loaded");
        }
        return new CodeMeanings(
                encoder,
                question.texts().stream().map(FakeRepositories::meaning).toList());
    }

    /** A unit vector that depends on the text's words. */
    static String meaning(String text) {
        float[] vector = new float[DIMENSIONS];
        for (String word : text.split("\\W+", -1)) {
            vector[Math.floorMod(word.hashCode(), DIMENSIONS)] += 1;
        }
        double length = 0;
        for (float one : vector) {
            length += one * one;
        }
        ByteBuffer bytes = ByteBuffer.allocate(DIMENSIONS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float one : vector) {
            bytes.putFloat((float) (one / Math.sqrt(Math.max(1e-9, length))));
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private RepositoryView view(long repository) {
        if (!newest.containsKey(repository)) {
            throw Fault.notFound("repository_not_found", "There is no repository " + repository);
        }
        return new RepositoryView(
                repository,
                "shop",
                RepositorySource.URL,
                URL,
                "main",
                RepositoryState.READY,
                null,
                null,
                0,
                0,
                newest.get(repository),
                1,
                1,
                null,
                0,
                0,
                1,
                MutableClock.START,
                MutableClock.START,
                1);
    }
}
