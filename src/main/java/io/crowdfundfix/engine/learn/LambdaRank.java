package io.crowdfundfix.engine.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The ranking loss of LambdaMART: each pair of a better and a worse row of one query pulls by how much swapping them would
 * change NDCG. Source: Burges, From RankNet to LambdaRank to LambdaMART, 2010.
 */
public final class LambdaRank implements Loss {
    private final double[] gains;
    private final int[] queryEnds;
    private final int depth;

    /**
     * @param gains how good a row is, 0 for irrelevant; rows of one query lie together
     * @param queryEnds for each query, one past its last row
     * @param depth pairs count only when one of both is ranked above this
     */
    public LambdaRank(double[] gains, int[] queryEnds, int depth) {
        this.gains = gains;
        this.queryEnds = queryEnds;
        this.depth = depth;
    }

    @Override
    public double start() {
        return 0;
    }

    @Override
    public void slopes(double[] scores, double[] slopes, double[] curvatures) {
        Arrays.fill(slopes, 0);
        Arrays.fill(curvatures, 1e-9);
        IntStream.range(0, queryEnds.length).parallel().forEach(query -> {
            int from = query == 0 ? 0 : queryEnds[query - 1];
            pull(from, queryEnds[query], scores, slopes, curvatures);
        });
    }

    private void pull(int from, int until, double[] scores, double[] slopes, double[] curvatures) {
        int[] ranked = IntStream.range(from, until)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(row -> -scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double ideal = ideal(from, until);
        if (ideal == 0) {
            return;
        }
        for (int i = 0; i < Math.min(depth, ranked.length); i++) {
            for (int j = i + 1; j < ranked.length; j++) {
                if (gains[ranked[i]] != gains[ranked[j]]) {
                    double swap = Math.abs((gains[ranked[i]] - gains[ranked[j]]) * (discount(i) - discount(j))) / ideal;
                    boolean firstIsBetter = gains[ranked[i]] > gains[ranked[j]];
                    int better = firstIsBetter ? ranked[i] : ranked[j];
                    int worse = firstIsBetter ? ranked[j] : ranked[i];
                    double doubt = 1 / (1 + Math.exp(scores[better] - scores[worse]));
                    slopes[better] -= swap * doubt;
                    slopes[worse] += swap * doubt;
                    curvatures[better] += swap * doubt * (1 - doubt);
                    curvatures[worse] += swap * doubt * (1 - doubt);
                }
            }
        }
    }

    private double ideal(int from, int until) {
        double[] sorted = IntStream.range(from, until)
                .mapToDouble(row -> -gains[row])
                .sorted()
                .toArray();
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum -= sorted[i] * discount(i);
        }
        return sum;
    }

    private static double discount(int rank) {
        return Math.log(2) / Math.log(rank + 2.0);
    }
}
