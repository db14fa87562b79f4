package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.crowdfundfix.analysis.AnalysisApi.BugEmbedded;
import io.crowdfundfix.analysis.AnalysisApi.EngineStatus;
import io.crowdfundfix.analysis.AnalysisApi.FindDuplicates;
import io.crowdfundfix.analysis.AnalysisApi.ReadStatus;
import io.crowdfundfix.analysis.AnalysisStore.Remembered;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.engine.Analyst;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.engine.Prototypes;
import io.crowdfundfix.engine.TrainedModels;
import io.crowdfundfix.engine.Vectors;
import io.crowdfundfix.engine.retrieval.Neighbour;
import io.crowdfundfix.engine.retrieval.TextIndex;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(BothDatabases.class)
class KnowledgeTest {
    private static final String MODEL = "hashing-v1";
    /** More than an index reads at once. */
    private static final int MANY = 1_100;

    private final AnalysisStore store = new AnalysisStore();
    private Platform platform;
    private MutableClock clock;
    private Context context;
    private Knowledge knowledge;

    @BeforeEach
    void open(Platform ofThisTest, MutableClock clockOfThisTest) {
        platform = ofThisTest;
        clock = clockOfThisTest;
        context = platform.vertx().getOrCreateContext();
        knowledge = new Knowledge(platform, store);
    }

    @AfterEach
    void close() {
        knowledge.close();
    }

    @Test
    void isNotReadyBeforeTheEngineIs() {
        assertEquals(new EngineStatus(false, "loading", false, 0), status());
        assertEquals(
                "engine_loading",
                Await.fault(knowledge.findDuplicates(new FindDuplicates(1, 5))).code());
    }

    @Test
    void knowsAllThatIsStoredHoweverMuch() {
        saveMany();
        load();
        assertEquals(new EngineStatus(true, MODEL, true, MANY), status());
    }

    @Test
    void hasVectorsOfAnotherModelMadeAnew() {
        save(1, "another-model");
        save(2, MODEL);
        save(3, "another-model");
        load();
        assertEquals(1, status().vectors());
        assertEquals(
                List.of(1L, 3L),
                Await.result(platform.database()
                        .query("select subject from jobs order by subject", Parameters.none(), row -> row.getLong(0))));
        assertEquals(
                Map.of(BugsApi.ANALYZE_JOB, 2L), Await.result(platform.jobs().pending()));
    }

    @Test
    void madeAnewTheyAreOfThisModel() {
        save(1, "another-model");
        FakeBugs bugs = new FakeBugs(platform, 0);
        Await.result(platform.vertx().deployVerticle(bugs));
        deploy();
        Await.until("bug 1 is analysed again", () -> bugs.recorded.contains(1L));
        assertEquals(List.of(), Await.result(new KnowledgeStore().madeByOthers(platform.database(), MODEL, 0, 10)));
    }

    @Test
    void learnsOfABugThatAnotherNodeEmbedded() {
        deploy();
        save(5, MODEL);
        platform.bus().publish(AnalysisApi.EMBEDDED, new BugEmbedded(5));
        Await.until(
                "the index has it",
                () -> Await.result(platform.bus().request(AnalysisApi.READ_STATUS, new ReadStatus()))
                                .vectors()
                        == 1);
    }

    @Test
    void catchesUpWithWhatNobodyToldItOf() {
        save(1, MODEL);
        load();
        clock.forward(Duration.ofSeconds(5));
        save(2, MODEL);
        catchUp(2);
    }

    @Test
    void catchesUpWithRowsThatWereCommittedLate() {
        clock.forward(Duration.ofSeconds(50));
        save(1, MODEL);
        load();
        clock.reset();
        save(2, MODEL);
        catchUp(2);
    }

    @Test
    void catchesUpHoweverMuchCameAtOnce() {
        load();
        saveMany();
        catchUp(MANY);
    }

    @Test
    void readsTheWordsOfStoredReports() {
        Await.result(platform.vertx().deployVerticle(new FakeBugs(platform, 0)));
        save(7, MODEL);
        save(8, MODEL);
        SharedEngine engine = engine();
        context.runOnContext(here -> knowledge.load(engine));
        Await.until("bug 8 is found", () -> foundBy(engine, "number 8").contains(8L));
        clock.forward(Duration.ofSeconds(5));
        save(9, MODEL);
        Await.until("bug 9 is found", () -> {
            context.runOnContext(here -> knowledge.catchUp());
            return foundBy(engine, "number 9").contains(9L);
        });
    }

    private static List<Long> foundBy(SharedEngine engine, String words) {
        TextIndex index = engine.known().words();
        return index == null
                ? List.of()
                : index.search(words, 1).stream().map(Neighbour::id).toList();
    }

    @Test
    void isReadyAgainWithoutReadingWhatItsFileHas() {
        saveMany();
        load();
        knowledge.close();
        run("update bug_vectors set vector = cast('' as bytea) where bug_id > 1");
        knowledge = new Knowledge(platform, store);
        load();
        assertEquals(MANY, status().vectors());
    }

    @Test
    void forgetsWhatIsStoredNoMore() {
        save(1, MODEL);
        save(2, MODEL);
        load();
        knowledge.close();
        run("delete from bug_vectors where bug_id = 1");
        knowledge = new Knowledge(platform, store);
        load();
        assertEquals(1, status().vectors());
    }

    @Test
    void beginsAnewWhenTheDatabaseWasAwayAtTheStart() {
        save(1, MODEL);
        run("alter table bug_vectors rename to bug_vectors_away");
        try {
            context.runOnContext(here -> knowledge.load(engine()));
            Await.until("the engine is there", () -> status().model().equals(MODEL));
            assertFalse(status().ready());
        } finally {
            run("alter table bug_vectors_away rename to bug_vectors");
        }
        catchUp(1);
        Await.until("it is ready", () -> status().ready());
    }

    /** Catches up, more than once only where an earlier round is still under way. */
    private void catchUp(int vectors) {
        Await.until(vectors + " vectors", () -> {
            context.runOnContext(here -> knowledge.catchUp());
            return status().vectors() == vectors;
        });
    }

    private void load() {
        context.runOnContext(here -> knowledge.load(engine()));
        Await.until("the index is filled", () -> status().ready());
    }

    private static SharedEngine engine() {
        HashingEmbedder embedder = new HashingEmbedder();
        return SharedEngine.of(new Analyst(embedder, Prototypes.load(embedder), TrainedModels.NONE));
    }

    private EngineStatus status() {
        return Await.result(Future.<EngineStatus>future(promise ->
                context.runOnContext(here -> knowledge.status(new ReadStatus()).onComplete(promise))));
    }

    private void deploy() {
        Analysis analysis = new Analysis(new AnalysisConfig(1, "none", "", 256, 50, 3, 256));
        for (Deployment deployment : analysis.deployments(platform)) {
            Await.result(platform.vertx().deployVerticle(deployment.verticle(), deployment.options()));
        }
        Await.result(analysis.afterStart(platform));
        Await.until(
                "the index is filled",
                () -> Await.result(platform.bus().request(AnalysisApi.READ_STATUS, new ReadStatus()))
                        .ready());
    }

    private void save(long bug, String model) {
        float[] vector = vector(bug);
        Fingerprint nothing = new Fingerprint(List.of(), List.of(), List.of());
        Remembered row = new Remembered(bug, model, vector, "Bug " + bug, nothing, clock.instant());
        Await.result(store.save(platform.database(), row, clock.instant()));
    }

    /** Each a millisecond after the one before: all within the time that catching up looks back. */
    private void saveMany() {
        Await.result(platform.database()
                .batch(
                        """
                        insert into bug_vectors (bug_id, model, vector, title, fingerprint, reported_at, embedded_at)
                        values (#{bug}, #{model}, #{vector}, 'T', '', #{at}, #{at})
                        """,
                        LongStream.rangeClosed(1, MANY)
                                .mapToObj(bug -> Parameters.with("bug", bug)
                                        .and("model", MODEL)
                                        .and("vector", Buffer.buffer(Vectors.toBytes(vector(bug))))
                                        .and("at", Times.toSql(MutableClock.START.plusMillis(bug))))
                                .toList()));
    }

    private static float[] vector(long bug) {
        float[] vector = new float[new HashingEmbedder().dimensions()];
        vector[(int) (bug % vector.length)] = 1;
        return vector;
    }

    private void run(String sql) {
        Await.result(platform.database().update(sql, Parameters.none()));
    }
}
