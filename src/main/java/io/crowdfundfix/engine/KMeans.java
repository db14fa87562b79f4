package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer.Initialisation;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.distance.DistanceType;
import org.tribuo.math.la.DenseVector;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Tribuo's k-means++ over dense vectors, on one thread. */
final class KMeans {
    private static final int ITERATIONS = 30;
    private static final ClusteringFactory FACTORY = new ClusteringFactory();
    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger ITS_LOG = Logger.getLogger(KMeansTrainer.class.getName());

    static {
        ITS_LOG.setLevel(Level.WARNING);
    }

    private final MutableDataset<ClusterID> data =
            new MutableDataset<>(new SimpleDataSourceProvenance("vectors", FACTORY), FACTORY);
    private final int dimensions;

    KMeans(List<float[]> vectors) {
        dimensions = vectors.get(0).length;
        String[] names = new String[dimensions];
        for (int i = 0; i < dimensions; i++) {
            names[i] = String.format(Locale.ROOT, "d%05d", i); // features are kept in the order of their names
        }
        for (float[] vector : vectors) {
            double[] values = new double[dimensions];
            for (int i = 0; i < dimensions; i++) {
                values[i] = vector[i];
            }
            data.add(new ArrayExample<>(ClusteringFactory.UNASSIGNED_CLUSTER_ID, names, values));
        }
    }

    /** Centroids of length one. */
    List<float[]> centroids(int number, long seed) {
        KMeansTrainer trainer =
                new KMeansTrainer(number, ITERATIONS, DistanceType.L2.getDistance(), Initialisation.PLUSPLUS, 1, seed);
        List<float[]> centroids = new ArrayList<>();
        for (DenseVector centroid : trainer.train(data).getCentroidVectors()) {
            float[] unit = new float[dimensions];
            for (int i = 0; i < dimensions; i++) {
                unit[i] = (float) centroid.get(i);
            }
            centroids.add(Vectors.normalise(unit));
        }
        return centroids;
    }
}
