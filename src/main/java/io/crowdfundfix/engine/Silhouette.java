package io.crowdfundfix.engine;

import java.util.List;

/** How well groups are apart (Rousseeuw 1987), in cosine distance; all distances are kept, so it is for samples. */
final class Silhouette {
    private final float[][] distances;

    Silhouette(List<float[]> vectors) {
        int n = vectors.size();
        distances = new float[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                float distance = 1 - Vectors.dot(vectors.get(i), vectors.get(j));
                distances[i][j] = distance;
                distances[j][i] = distance;
            }
        }
    }

    /** The mean over all vectors, −1…1; one that is alone in its group counts 0. */
    double mean(int[] groups) {
        int most = 0;
        for (int group : groups) {
            most = Math.max(most, group + 1);
        }
        int[] sizes = new int[most];
        for (int group : groups) {
            sizes[group]++;
        }
        double sum = 0;
        for (int i = 0; i < groups.length; i++) {
            sum += of(i, groups, sizes);
        }
        return sum / groups.length;
    }

    private double of(int place, int[] groups, int[] sizes) {
        if (sizes[groups[place]] == 1) {
            return 0;
        }
        double[] sums = new double[sizes.length];
        for (int other = 0; other < groups.length; other++) {
            sums[groups[other]] += distances[place][other];
        }
        double own = sums[groups[place]] / (sizes[groups[place]] - 1);
        double nearest = Double.MAX_VALUE;
        for (int group = 0; group < sizes.length; group++) {
            if (group != groups[place] && sizes[group] > 0) {
                nearest = Math.min(nearest, sums[group] / sizes[group]);
            }
        }
        double larger = Math.max(own, nearest);
        return larger <= 0 ? 0 : (nearest - own) / larger;
    }
}
