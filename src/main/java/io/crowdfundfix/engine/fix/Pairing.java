package io.crowdfundfix.engine.fix;

/**
 * Scores of a list in which each change belongs to one report: Sinkhorn's scaling makes the chances of every row and of every
 * column sum to one, so that a message that fits every report a little no longer stands in the way of the right one. Source:
 * Sinkhorn and Knopp 1967; Mena et al., Learning latent permutations, 2018.
 */
final class Pairing {
    private static final int ROUNDS = 20;
    private static final double TEMPERATURE = 0.5;

    private Pairing() {}

    /** Logarithms of the chances. */
    static double[][] balanced(double[][] scores) {
        int size = scores.length;
        double[][] logs = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                logs[i][j] = scores[i][j] / TEMPERATURE;
            }
        }
        for (int round = 0; round < ROUNDS; round++) {
            scale(logs, true);
            scale(logs, false);
        }
        return logs;
    }

    private static void scale(double[][] logs, boolean columns) {
        for (int who = 0; who < logs.length; who++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int other = 0; other < logs.length; other++) {
                largest = Math.max(largest, columns ? logs[other][who] : logs[who][other]);
            }
            double sum = 0;
            for (int other = 0; other < logs.length; other++) {
                sum += Math.exp((columns ? logs[other][who] : logs[who][other]) - largest);
            }
            double whole = largest + Math.log(sum);
            for (int other = 0; other < logs.length; other++) {
                if (columns) {
                    logs[other][who] -= whole;
                } else {
                    logs[who][other] -= whole;
                }
            }
        }
    }
}
