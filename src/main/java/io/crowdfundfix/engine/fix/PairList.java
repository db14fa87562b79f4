package io.crowdfundfix.engine.fix;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The features of each report of a list with each change of it; the change that answers a report has the report's number.
 *
 * @param values report after report, change after change
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PairList(int size, float[] values) {
    static PairList of(List<FixReport> reports, List<FixChange> changes) {
        int size = reports.size();
        float[] values = new float[Math.multiplyExact(size * size, FixFeatures.COUNT)];
        IntStream.range(0, size).parallel().forEach(report -> {
            for (int change = 0; change < size; change++) {
                int at = (report * size + change) * FixFeatures.COUNT;
                FixFeatures.write(reports.get(report), changes.get(change), values, at);
            }
        });
        return new PairList(size, values);
    }

    double[][] scores(double[] weights) {
        double[][] scores = new double[size][size];
        int at = 0;
        for (double[] row : scores) {
            for (int change = 0; change < size; change++) {
                double sum = 0;
                for (double weight : weights) {
                    sum += weight * values[at++];
                }
                row[change] = sum;
            }
        }
        return scores;
    }

    /** Adds factor(report, change) · features(report, change), summed over all pairs. */
    void addTo(double[] sum, double[][] factors) {
        int at = 0;
        for (double[] row : factors) {
            for (double factor : row) {
                for (int f = 0; f < sum.length; f++) {
                    sum[f] += factor * values[at++];
                }
            }
        }
    }
}
