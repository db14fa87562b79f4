package io.crowdfundfix.engine.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.engine.retrieval.Candidates.Candidate;
import io.crowdfundfix.engine.retrieval.Candidates.Report;
import io.crowdfundfix.engine.retrieval.TextIndex.Text;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidatesTest {
    @TempDir
    private Path folder;

    private VectorIndex vectors;
    private TextIndex texts;

    @BeforeEach
    void open() {
        vectors = VectorIndex.open(folder.resolve("vectors"), "a", 3);
        texts = TextIndex.open(folder.resolve("words"));
    }

    @AfterEach
    void close() {
        vectors.close();
        texts.close();
    }

    @Test
    void gathersWhatIsNearInAnyWayWithAllEvidence() {
        put(1, new float[] {1, 0, 0}, "Printing", List.of());
        put(2, new float[] {0, 1, 0}, "Alpha deadlock", List.of());
        put(3, new float[] {0, 0, 1}, "Other", List.of("IOException", "Shop.pay"));
        put(4, new float[] {0.9f, 0.1f, 0}, "Alpha deadlock", List.of());
        Report report =
                new Report("Alpha", "deadlock", new float[] {1, 0, 0}, List.of("IOException"), List.of("Shop.pay"), 99);
        List<Candidate> found = new Candidates(vectors, texts).of(report, 2);
        assertEquals(4, found.size());
        assertEquals(4, found.get(0).id(), "near in both ways");
        assertEquals(1, candidate(found, 1).meaningRank());
        assertEquals(0, candidate(found, 1).wordsRank());
        assertEquals(0, candidate(found, 1).bm25());
        assertEquals(0, candidate(found, 2).cosine(), 1e-6);
        assertTrue(candidate(found, 2).bm25() > 0);
        assertEquals(1, candidate(found, 3).crashRank());
    }

    @Test
    void aBugWithoutVectorIsFoundByItsWords() {
        texts.put(new Text(7, 0, "Alpha", "deadlock", List.of()));
        texts.refresh();
        Report report = new Report("Alpha", "deadlock", new float[] {1, 0, 0}, List.of(), List.of(), 99);
        List<Candidate> found = new Candidates(vectors, texts).of(report, 2);
        assertEquals(List.of(7L), found.stream().map(Candidate::id).toList());
        assertTrue(Float.isNaN(found.get(0).cosine()));
    }

    @Test
    void theReportItselfIsLeftOut() {
        put(1, new float[] {1, 0, 0}, "Alpha", List.of("IOException", "Shop.pay"));
        Report report = new Report("Alpha", "", new float[] {1, 0, 0}, List.of("IOException"), List.of("Shop.pay"), 1);
        assertEquals(List.of(), new Candidates(vectors, texts).of(report, 5));
    }

    private static Candidate candidate(List<Candidate> found, long id) {
        return found.stream()
                .filter(candidate -> candidate.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private void put(long id, float[] vector, String title, List<String> crash) {
        vectors.put(id, vector, 0);
        texts.put(new Text(id, 0, title, "", crash));
        texts.refresh();
    }
}
