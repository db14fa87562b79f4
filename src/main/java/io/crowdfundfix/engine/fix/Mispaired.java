package io.crowdfundfix.engine.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Scores of right pairs and of as many wrong ones, in turns: the report with the message of another row of its project.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Mispaired(double[] scores, boolean[] right) {
    private static final int DRAWS = 5;

    /**
     * Draws several wrong messages for each report, and takes the right one as often; reports alone in their project are left
     * out.
     */
    static Mispaired of(double[][] scores, List<FixChange> changes, long seed) {
        Random random = new Random(seed);
        List<Double> drawn = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            String project = changes.get(i).project();
            String message = changes.get(i).text();
            List<Integer> others = new ArrayList<>();
            for (int j = 0; j < scores.length; j++) {
                FixChange other = changes.get(j);
                if (other.project().equals(project) && !other.text().equals(message)) {
                    others.add(j);
                }
            }
            for (int draw = 0; draw < DRAWS && !others.isEmpty(); draw++) {
                drawn.add(scores[i][i]);
                drawn.add(scores[i][others.get(random.nextInt(others.size()))]);
            }
        }
        boolean[] right = new boolean[drawn.size()];
        double[] all = new double[right.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = drawn.get(i);
            right[i] = i % 2 == 0;
        }
        return new Mispaired(all, right);
    }
}
