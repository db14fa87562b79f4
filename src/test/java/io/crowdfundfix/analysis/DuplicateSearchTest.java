package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.analysis.DuplicateSearch.Found;
import io.crowdfundfix.analysis.DuplicateSearch.Question;
import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.engine.Vectors;
import io.crowdfundfix.engine.duplicate.DuplicateModel;
import io.crowdfundfix.engine.duplicate.InventedReports;
import io.crowdfundfix.engine.duplicate.Profile;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.retrieval.TextIndex;
import io.crowdfundfix.engine.retrieval.TextIndex.Text;
import io.crowdfundfix.engine.retrieval.Told;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateSearchTest {
    private static final Fingerprint NO_CRASH = new Fingerprint(List.of(), List.of(), List.of());
    private static final Fingerprint CRASH = new Fingerprint(List.of("IOException"), List.of("Shop.pay"), List.of());
    private static final int OTHERS = 40;
    /** That the ruler freezes, told in other words than {@link #QUESTION}. */
    private static final long SAME = 7;

    private static final Told QUESTION = new Told("Gradient panel unusable", "ruler freezes, saving: always");

    @TempDir
    private static Path training;

    private static @Nullable DuplicateModel model;

    private final HashingEmbedder embedder = new HashingEmbedder();
    private final KnownBugs known = new KnownBugs(embedder.model(), embedder.dimensions());

    @TempDir
    private Path folder;

    @BeforeAll
    static void train() throws IOException {
        InventedReports.write(training);
        model = DuplicateModel.load(Tensors.read(InventedReports.train(training).bytes()));
    }

    @BeforeEach
    void open() {
        known.open(folder);
        for (long bug = 100; bug < 100 + OTHERS; bug++) {
            put(bug, "Printer prints twice on tray " + bug, "Two copies come out of tray " + bug, axis(3));
        }
    }

    @AfterEach
    void close() {
        known.close();
    }

    @Test
    void ranksFirstWhatTellsOfTheSameInOtherWords() {
        Told told = new Told("ruler freezes while saving", "Since the update the ruler freezes while saving");
        float[] vector = vector(told);
        put(SAME, "The ruler: it freezes while saving", "Always: freezes while saving, ruler", towards(vector, 0.45));
        tell(8, "password leaks memory", "Since the update the password leaks memory over night");
        tell(9, "ruler prints twice", "Since the update the ruler prints twice");
        List<Found> found = find(model, told, vector, NO_CRASH);
        assertEquals(SAME, found.get(0).bug(), found.toString());
        assertNotNull(found.get(0).probability());
        assertNotNull(found.get(0).likeness());
        assertTrue(
                find(null, told, vector, NO_CRASH).stream().noneMatch(one -> one.bug() == SAME),
                "too far for an untrained comparison");
    }

    /** Of this cosine to a vector of length one, the rest along the last axis. */
    private static float[] towards(float[] vector, double cosine) {
        float[] mixed = vector.clone();
        int last = mixed.length - 1;
        mixed[last] = 0;
        Vectors.normalise(mixed);
        for (int d = 0; d < last; d++) {
            mixed[d] *= (float) cosine;
        }
        mixed[last] = (float) Math.sqrt(1 - cosine * cosine);
        return mixed;
    }

    private void tell(long bug, String title, String body) {
        put(bug, title, body, vector(new Told(title, body)));
    }

    private float[] vector(Told told) {
        return embedder.embed(told.title() + "\n" + told.body(), List.of()).vector();
    }

    @Test
    void withoutAModelOnlyMeaningAndCrashCount() {
        put(SAME, "Freezes while saving: the ruler", "The ruler freezes while saving", axis(0));
        put(8, "Keyboard cannot be resized", "The keyboard cannot be resized", axis(1));
        List<Found> found = find(null, QUESTION, between(0, 1, 0.40), NO_CRASH);
        assertEquals(List.of(8L), found.stream().map(Found::bug).toList());
        assertNull(found.get(0).probability());
    }

    @Test
    void theSameCrashIsShownFromALowerLikenessOn() {
        known.put(SAME, axis(0), 1);
        known.putWords(new Text(SAME, 1, "Payment fails", "x", List.of("IOException", "Shop.pay")));
        refresh();
        assertEquals(1, find(null, QUESTION, between(0, 2, 0.40), CRASH).size());
        assertEquals(0, find(null, QUESTION, between(0, 2, 0.40), NO_CRASH).size());
        assertEquals(0, find(null, QUESTION, between(0, 2, 0.30), CRASH).size());
    }

    @Test
    void withoutAModelTheOrderIsThatOfMeaningAndWords() {
        put(8, "Ruler freezes while saving", "The ruler freezes while saving", between(0, 2, 0.80));
        put(9, "Keyboard cannot be resized", "The keyboard cannot be resized", between(0, 2, 0.81));
        List<Found> found = find(null, QUESTION, axis(0), NO_CRASH);
        assertEquals(List.of(8L, 9L), found.stream().map(Found::bug).toList());
    }

    @Test
    void neverFindsTheReportItself() {
        put(SAME, QUESTION.title(), QUESTION.body(), axis(0));
        DuplicateSearch search = new DuplicateSearch(known, model);
        assertTrue(search.find(new Question(QUESTION, axis(0), NO_CRASH, SAME)).stream()
                .noneMatch(found -> found.bug() == SAME));
    }

    @Test
    void whatIsNotReadableYetIsStillFoundByItsMeaning() {
        known.put(SAME, axis(0), 1);
        List<Found> found = find(model, QUESTION, axis(0), NO_CRASH);
        assertEquals(
                List.of(SAME),
                found.stream()
                        .filter(one -> one.likeness() == null)
                        .map(Found::bug)
                        .toList());
    }

    @Test
    void remembersOnlySoManyProfilesAndNoneThatIsOutdated() {
        KnownProfiles profiles = new KnownProfiles(2);
        Profile profile = profile();
        profiles.put(1, 10, profile);
        profiles.put(2, 10, profile);
        assertSame(profile, profiles.get(1, 10));
        profiles.put(3, 10, profile);
        assertEquals(2, profiles.size());
        assertNull(profiles.get(2, 10), "the one that was used longest ago is gone");
        assertNull(profiles.get(1, 11));
    }

    private static Profile profile() {
        DuplicateModel loaded = model;
        assertNotNull(loaded);
        return loaded.profile(new DuplicateModel.Report("T", "B"), axis(0), axis(0), loaded.rarity());
    }

    private List<Found> find(@Nullable DuplicateModel with, Told told, float[] vector, Fingerprint crash) {
        return new DuplicateSearch(known, with).find(new Question(told, vector, crash, KnownBugs.NONE));
    }

    private void put(long bug, String title, String body, float[] vector) {
        known.put(bug, vector, 1);
        known.putWords(new Text(bug, 1, title, body, List.of()));
        refresh();
    }

    private void refresh() {
        TextIndex words = known.words();
        assertNotNull(words);
        words.refresh();
    }

    private static float[] axis(int axis) {
        float[] vector = new float[new HashingEmbedder().dimensions()];
        vector[axis] = 1;
        return vector;
    }

    /** Of this cosine to the one axis, the rest along the other. */
    private static float[] between(int axis, int other, double cosine) {
        float[] vector = axis(axis);
        vector[axis] = (float) cosine;
        vector[other] = (float) Math.sqrt(1 - cosine * cosine);
        return vector;
    }
}
