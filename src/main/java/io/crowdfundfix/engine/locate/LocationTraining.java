package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Boosting;
import io.crowdfundfix.engine.learn.Isotonic;
import io.crowdfundfix.engine.learn.LambdaRank;
import io.crowdfundfix.engine.task.Workbench;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Teaches the ranker by LambdaMART which candidates the fix of each report changed; several that differ by their seed agree better than one. */
final class LocationTraining {
    private static final int DEPTH = 12;
    private static final int RANKERS = 4;
    private static final double FIRST_PART = 0.8;

    private LocationTraining() {}

    static Boosting boosting(long seed) {
        return new Boosting(220, 0.08, 14, 80, 0.2, 0.6, 0.4, seed);
    }

    /** @param lessons of each system in the order of time */
    static LocationModel train(List<Lesson> lessons, Workbench bench) {
        bench.progress().at("fault_loc: learning", 0, RANKERS + 1);
        Isotonic calibration = calibration(lessons, bench.seed());
        List<BoostedTrees> rankers = new ArrayList<>();
        for (int i = 0; i < RANKERS; i++) {
            bench.progress().at("fault_loc: learning", i + 1, RANKERS + 1);
            rankers.add(fit(lessons, boosting(bench.seed() + i)));
        }
        return new LocationModel(rankers, calibration, bench.texts().embedder().model());
    }

    /** How often candidates of a score are right, seen on the last part of each system after learning from the first. */
    private static Isotonic calibration(List<Lesson> lessons, long seed) {
        Map<String, Long> counts = new HashMap<>();
        lessons.forEach(lesson -> counts.merge(lesson.system(), 1L, Long::sum));
        Map<String, Long> seen = new HashMap<>();
        List<Lesson> first = new ArrayList<>();
        List<Lesson> last = new ArrayList<>();
        for (Lesson lesson : lessons) {
            long place = seen.merge(lesson.system(), 1L, Long::sum);
            boolean early = place <= FIRST_PART * counts.getOrDefault(lesson.system(), 0L);
            (early ? first : last).add(lesson);
        }
        List<BoostedTrees> ranker = List.of(fit(first, boosting(seed)));
        double[] scores = last.stream()
                .flatMapToDouble(lesson -> DoubleStream.of(LocationModel.scores(ranker, lesson.rows())))
                .toArray();
        double[] outcomes = last.stream()
                .flatMapToDouble(lesson -> outcomes(lesson.right()))
                .toArray();
        return Isotonic.fit(scores, outcomes);
    }

    private static DoubleStream outcomes(boolean[] right) {
        DoubleStream.Builder outcomes = DoubleStream.builder();
        for (boolean one : right) {
            outcomes.add(one ? 1 : 0);
        }
        return outcomes.build();
    }

    static BoostedTrees fit(List<Lesson> lessons, Boosting boosting) {
        float[][] rows =
                lessons.stream().flatMap(lesson -> Arrays.stream(lesson.rows())).toArray(float[][]::new);
        double[] gains = lessons.stream()
                .flatMapToDouble(lesson -> outcomes(lesson.right()))
                .toArray();
        int[] ends = new int[lessons.size()];
        int at = 0;
        for (int i = 0; i < ends.length; i++) {
            at += lessons.get(i).rows().length;
            ends[i] = at;
        }
        return boosting.fit(rows, new LambdaRank(gains, ends, DEPTH));
    }
}
