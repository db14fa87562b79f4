package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Boosting;
import io.crowdfundfix.engine.learn.LambdaRank;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Teaches the ranker by LambdaMART: which candidates the fix of each report of the past changed. */
final class LocationTraining {
    private static final int DEPTH = 12;

    private LocationTraining() {}

    static Boosting boosting(long seed) {
        return new Boosting(300, 0.07, 20, 60, 0.3, 0.7, 0.5, seed);
    }

    static BoostedTrees fit(List<Lesson> all, Boosting boosting) {
        Random random = new Random(boosting.seed());
        List<Lesson> lessons = all.stream()
                .filter(Lesson::isUseful)
                .map(lesson -> lesson.sampled(random))
                .toList();
        float[][] rows =
                lessons.stream().flatMap(lesson -> Arrays.stream(lesson.rows())).toArray(float[][]::new);
        double[] gains = new double[rows.length];
        int[] ends = new int[lessons.size()];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            for (boolean right : lessons.get(i).right()) {
                gains[at++] = right ? 1 : 0;
            }
            ends[i] = at;
        }
        return boosting.fit(rows, new LambdaRank(gains, ends, DEPTH));
    }
}
