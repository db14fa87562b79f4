package io.crowdfundfix.engine.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Stored bugs that may be the like of a report: the union of those nearest by meaning, by words and by crash, each with all the evidence
 * there is of it, and in the order of an untrained fusion.
 */
public final class Candidates {
    private final VectorIndex vectors;
    private final TextIndex texts;

    public Candidates(VectorIndex vectors, TextIndex texts) {
        this.vectors = vectors;
        this.texts = texts;
    }

    /**
     * The report whose like is looked for.
     *
     * @param errors what its traces end in; empty without a trace
     * @param frames where; empty without a trace
     * @param except the report itself if it is stored
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Report(
            String title, String body, float[] vector, List<String> errors, List<String> frames, long except) {
        public Report {
            errors = List.copyOf(errors);
            frames = List.copyOf(frames);
        }
    }

    /**
     * One bug and what speaks for it. Ranks begin with 1; 0 where that way did not find it.
     *
     * @param cosine of the vectors; NaN if this bug's vector is not there
     * @param bm25 of the report's telling terms; 0 if it has none of them
     * @param fused the mean of cosine and BM25, each in standard deviations from the mean of all candidates
     */
    public record Candidate(
            long id, float cosine, float bm25, int meaningRank, int wordsRank, int crashRank, double fused) {}

    /** At most {@code k} found each way, so up to three times as many, the best first. */
    public List<Candidate> of(Report report, int k) {
        List<Neighbour> byMeaning =
                vectors.nearest(report.vector(), new VectorIndex.Wanted(k, -1, id -> id != report.except()));
        return of(report, byMeaning, k);
    }

    /** The same where those nearest by meaning are known already. */
    public List<Candidate> of(Report report, List<Neighbour> byMeaning, int k) {
        TextIndex.Asked asked = texts.ask(report.title(), report.body());
        List<Neighbour> byWords = texts.search(asked, k, report.except());
        List<Neighbour> byCrash = texts.sameCrash(report.errors(), report.frames(), k, report.except());
        Map<Long, int[]> ranksById = new LinkedHashMap<>();
        List<List<Neighbour>> ways = List.of(byMeaning, byWords, byCrash);
        for (int way = 0; way < ways.size(); way++) {
            for (int i = 0; i < ways.get(way).size(); i++) {
                ranksById.computeIfAbsent(ways.get(way).get(i).id(), id -> new int[3])[way] = i + 1;
            }
        }
        long[] ids = ranksById.keySet().stream().mapToLong(Long::longValue).toArray();
        return fused(ids, ranksById, vectors.cosines(report.vector(), ids), texts.scores(asked, ids));
    }

    private static List<Candidate> fused(long[] ids, Map<Long, int[]> ranksById, float[] cosines, float[] bm25) {
        double[] meaning = standard(cosines);
        double[] words = standard(bm25);
        List<Candidate> candidates = new ArrayList<>();
        int i = 0;
        for (int[] ranks : ranksById.values()) {
            double fused = (meaning[i] + words[i]) / 2;
            candidates.add(new Candidate(ids[i], cosines[i], bm25[i], ranks[0], ranks[1], ranks[2], fused));
            i++;
        }
        candidates.sort(Comparator.comparingDouble(Candidate::fused).reversed().thenComparing(Candidate::id));
        return candidates;
    }

    /** In standard deviations from the mean; the unknown takes the mean's place. */
    private static double[] standard(float[] values) {
        double[] known = IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .filter(value -> !Double.isNaN(value))
                .toArray();
        double mean = Arrays.stream(known).average().orElse(0);
        double variance = Arrays.stream(known)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0);
        double deviation = variance > 0 ? Math.sqrt(variance) : 1;
        return IntStream.range(0, values.length)
                .mapToDouble(i -> Float.isNaN(values[i]) ? 0 : (values[i] - mean) / deviation)
                .toArray();
    }
}
