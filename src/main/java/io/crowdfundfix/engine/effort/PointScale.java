package io.crowdfundfix.engine.effort;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The numbers of points that a team uses, rising; what it used hardly ever counts as the nearest of them. */
final class PointScale {
    private static final int MOST = 11;
    private static final int FEWEST_STORIES = 3;
    private static final double FEWEST_SHARE = 0.008;

    private PointScale() {}

    static double[] of(double[] points) {
        Map<Double, Integer> counts = new TreeMap<>();
        Arrays.stream(points).forEach(one -> counts.merge(one, 1, Integer::sum));
        double fewest = Math.max(FEWEST_STORIES, FEWEST_SHARE * points.length);
        double[] scale = counts.entrySet().stream()
                .sorted(Map.Entry.<Double, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .filter(entry -> entry.getValue() >= fewest)
                .mapToDouble(Map.Entry::getKey)
                .sorted()
                .toArray();
        return scale.length > 0
                ? scale
                : Arrays.stream(points).distinct().sorted().limit(MOST).toArray();
    }

    /** The place on the scale that is nearest by ratio. */
    static int place(double[] scale, double points) {
        int best = 0;
        for (int i = 1; i < scale.length; i++) {
            best = distance(scale[i], points) < distance(scale[best], points) ? i : best;
        }
        return best;
    }

    private static double distance(double a, double b) {
        return Math.abs(Math.log1p(a) - Math.log1p(b));
    }
}
