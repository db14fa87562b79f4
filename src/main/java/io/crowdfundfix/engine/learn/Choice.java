package io.crowdfundfix.engine.learn;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * −ln P of the chosen row among the rows of one query, P being the softmax of the scores: the conditional logit. Its scores
 * are log-probabilities up to a constant for each query. Source: McFadden 1974.
 */
public final class Choice implements Loss {
    private final boolean[] chosen;
    private final int[] queryEnds;
    private final double[] shares;

    /**
     * Rows of one query lie together.
     *
     * @param queryEnds for each query, one past its last row
     * @param shares weight of each query
     */
    public Choice(boolean[] chosen, int[] queryEnds, double[] shares) {
        this.chosen = chosen.clone();
        this.queryEnds = queryEnds.clone();
        this.shares = shares.clone();
    }

    @Override
    public double start() {
        return 0;
    }

    @Override
    public void slopes(double[] scores, double[] slopes, double[] curvatures) {
        IntStream.range(0, queryEnds.length).parallel().forEach(query -> {
            int from = query == 0 ? 0 : queryEnds[query - 1];
            double[] shareOf = LogisticRegression.softmax(Arrays.copyOfRange(scores, from, queryEnds[query]));
            for (int i = 0; i < shareOf.length; i++) {
                slopes[from + i] = shares[query] * (shareOf[i] - (chosen[from + i] ? 1 : 0));
                curvatures[from + i] = Math.max(1e-9, shares[query] * shareOf[i] * (1 - shareOf[i]));
            }
        });
    }
}
