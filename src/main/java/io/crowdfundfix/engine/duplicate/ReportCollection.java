package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.SparseVector;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** All reports of one project in memory, searched exactly: for training and measuring. */
final class ReportCollection {
    static final int CANDIDATES = 200;

    private final List<Member> members;
    private final Rarity rarity;
    private final Map<String, Integer> idToPlace = new HashMap<>();
    private final Sequence sequence;
    private final Postings bm25;
    private final Postings wholes;
    private final Postings grams;

    /** One report with what it is compared by. */
    record Member(String id, Profile profile) {}

    ReportCollection(List<Member> members, Rarity rarity, Sequence sequence) {
        this.members = List.copyOf(members);
        this.rarity = rarity;
        this.sequence = sequence;
        for (int i = 0; i < members.size(); i++) {
            idToPlace.put(members.get(i).id, i);
        }
        bm25 = postings(Lexis::wholeBm25);
        wholes = postings(Lexis::wholeTfIdf);
        grams = postings(Lexis::grams);
    }

    private Postings postings(Function<Lexis, SparseVector> field) {
        return new Postings(members.stream()
                .map(member -> field.apply(member.profile.lexis()))
                .toList());
    }

    Rarity rarity() {
        return rarity;
    }

    Member member(int place) {
        return members.get(place);
    }

    boolean holds(String id) {
        return idToPlace.containsKey(id);
    }

    /** See {@link CandidateList#between}. */
    float between(String query, int candidate) {
        return sequence.between(query, members.get(candidate).id);
    }

    /** The places of those that seven plain likenesses together find most alike, the best first, without the query itself. */
    int[] candidates(String id, Profile query) {
        float[] sum = new float[members.size()];
        Lexis lexis = query.lexis();
        ReportVectors vectors = query.vectors();
        add(bm25.scores(lexis.query()), Signals.BM25, sum);
        add(wholes.scores(lexis.wholeTfIdf()), Signals.WHOLE_TFIDF, sum);
        add(grams.scores(lexis.grams()), Signals.GRAMS, sum);
        add(cosines(vectors.title(), ReportVectors::title), Signals.TITLE_COSINE, sum);
        add(cosines(vectors.whole(), ReportVectors::whole), Signals.WHOLE_COSINE, sum);
        add(cosines(vectors.nearTitle(), ReportVectors::nearTitle), Signals.TITLE_NEAR, sum);
        add(cosines(vectors.nearWhole(), ReportVectors::nearWhole), Signals.WHOLE_NEAR, sum);
        int itself = idToPlace.getOrDefault(id, -1);
        float[] sorted = sum.clone();
        Arrays.sort(sorted);
        float bar = sorted[Math.max(0, sorted.length - CANDIDATES - 1)];
        return IntStream.range(0, sum.length)
                .filter(i -> i != itself && sum[i] >= bar)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -sum[i]))
                .limit(CANDIDATES)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private float[] cosines(float[] query, Function<ReportVectors, float[]> field) {
        float[] cosines = new float[members.size()];
        for (int i = 0; i < cosines.length; i++) {
            cosines[i] = Signals.dot(query, field.apply(members.get(i).profile.vectors()));
        }
        return cosines;
    }

    /** Adds, by the weight of the signal, standard deviations above the mean of the collection. */
    private static void add(float[] scores, int signal, float[] sum) {
        double total = 0;
        double squares = 0;
        for (float score : scores) {
            total += score;
            squares += (double) score * score;
        }
        double mean = total / scores.length;
        double deviation = Math.sqrt(Math.max(1e-12, squares / scores.length - mean * mean));
        for (int i = 0; i < sum.length; i++) {
            sum[i] += (float) (ListFeatures.fused(signal) * (scores[i] - mean) / deviation);
        }
    }
}
