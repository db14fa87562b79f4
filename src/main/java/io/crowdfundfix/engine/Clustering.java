package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Groups unit vectors by k-means. What all have in common, their mean, is taken off before: it is what makes them reports, and hides what
 * each is about. How many groups there are the data say, by the best silhouette on a sample. What is not like the rest of its group is in
 * none. Seeded: the same vectors give the same groups.
 *
 * @param mean to be taken off of every vector that is compared with a centroid
 * @param groups those of two and more, the largest first
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Clustering(float[] mean, List<Group> groups) {
    private static final int SAMPLE = 1_000;
    private static final int FEWEST_A_GROUP = 3;
    private static final int[] NUMBERS = {2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64};
    /** K-means finds the nearest valley: the best of some starts counts, and few are enough where there is much. */
    private static final int STARTS = 5;

    private static final int STARTS_ON_MUCH = 2;
    private static final int MUCH = 300;
    /** The least cosine of a report to the middle of the others in its group, seen on the demo data. */
    private static final double LEAST_LIKENESS = 0.25;
    /** Reports so alike that taking off their mean would leave noise. */
    private static final double ONE_THING = 0.9;

    public Clustering {
        groups = List.copyOf(groups);
    }

    /**
     * One group.
     *
     * @param centroid of length one, in the space without the mean
     * @param reach the least cosine to the centroid of what belongs here
     * @param members the closest first
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Group(float[] centroid, double reach, List<Member> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    /** A vector by its place in the list, and its cosine to the middle of the others in its group. */
    public record Member(int place, double similarity) {}

    private record Choice(int number, long seed) {}

    public static Clustering of(List<float[]> vectors) {
        if (vectors.size() < 2) {
            return new Clustering(new float[0], List.of());
        }
        float[] mean = mean(vectors);
        double likeness = vectors.stream()
                .mapToDouble(vector -> Vectors.dot(vector, Vectors.normalise(mean.clone())))
                .average()
                .orElse(0);
        if (likeness > ONE_THING) {
            float[] nothing = new float[mean.length];
            return new Clustering(nothing, groups(vectors, new int[vectors.size()], 1));
        }
        List<float[]> centred =
                vectors.stream().map(vector -> without(vector, mean)).toList();
        Choice choice = choice(sample(centred));
        List<float[]> centroids = new KMeans(centred).centroids(choice.number(), choice.seed());
        return new Clustering(mean, groups(centred, nearest(centred, centroids), choice.number()));
    }

    /** The vector as centroids are compared with: of length one, without the mean. */
    public static float[] without(float[] vector, float[] mean) {
        float[] centred = vector.clone();
        for (int i = 0; i < centred.length; i++) {
            centred[i] -= mean[i];
        }
        return Vectors.normalise(centred);
    }

    private static float[] mean(List<float[]> vectors) {
        float[] mean = new float[vectors.get(0).length];
        for (float[] vector : vectors) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += vector[i] / vectors.size();
            }
        }
        return mean;
    }

    private static List<float[]> sample(List<float[]> vectors) {
        if (vectors.size() <= SAMPLE) {
            return vectors;
        }
        List<float[]> sample = new ArrayList<>();
        for (int i = 0; i < SAMPLE; i++) {
            sample.add(vectors.get((int) ((long) i * vectors.size() / SAMPLE)));
        }
        return sample;
    }

    /** The number of groups, and the start, with the best silhouette. */
    private static Choice choice(List<float[]> sample) {
        Set<Integer> distinct = new HashSet<>();
        sample.forEach(vector -> distinct.add(Arrays.hashCode(vector)));
        Silhouette silhouette = new Silhouette(sample);
        KMeans kMeans = new KMeans(sample);
        int starts = sample.size() > MUCH ? STARTS_ON_MUCH : STARTS;
        Choice best = new Choice(1, 0);
        double highest = 0;
        for (int number : NUMBERS) {
            if (number * FEWEST_A_GROUP > sample.size() || number > distinct.size()) {
                break;
            }
            for (long seed = 0; seed < starts; seed++) {
                double score = silhouette.mean(nearest(sample, kMeans.centroids(number, seed)));
                if (score > highest) {
                    highest = score;
                    best = new Choice(number, seed);
                }
            }
        }
        return best;
    }

    private static int[] nearest(List<float[]> vectors, List<float[]> centroids) {
        return vectors.stream().mapToInt(vector -> nearest(vector, centroids)).toArray();
    }

    private static int nearest(float[] vector, List<float[]> centroids) {
        int best = 0;
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < centroids.size(); i++) {
            float score = Vectors.dot(vector, centroids.get(i));
            if (score > highest) {
                highest = score;
                best = i;
            }
        }
        return best;
    }

    private static List<Group> groups(List<float[]> vectors, int[] groupOf, int number) {
        List<List<Integer>> places = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            places.add(new ArrayList<>());
        }
        for (int place = 0; place < groupOf.length; place++) {
            places.get(groupOf[place]).add(place);
        }
        List<Group> groups = new ArrayList<>();
        for (List<Integer> members : places) {
            Group group = group(vectors, members);
            if (group.members().size() > 1) {
                groups.add(group);
            }
        }
        groups.sort(Comparator.comparingInt((Group group) -> -group.members().size()));
        return groups;
    }

    /** Leaves out those least like the others until all that stay are like each other; a large group loses many at a time. */
    private static Group group(List<float[]> vectors, List<Integer> places) {
        List<Integer> left = places;
        while (true) {
            float[] sum = sum(vectors, left);
            List<Member> members = left.stream()
                    .map(place -> new Member(place, toTheOthers(vectors.get(place), sum)))
                    .sorted(Comparator.comparingDouble((Member member) -> -member.similarity()))
                    .toList();
            List<Member> unlike = members.stream()
                    .filter(member -> member.similarity() < LEAST_LIKENESS)
                    .toList();
            if (unlike.isEmpty() || members.size() < 2) {
                return new Group(Vectors.normalise(sum), LEAST_LIKENESS, members);
            }
            int stay = members.size() - Math.max(1, unlike.size() / 2);
            left = members.subList(0, stay).stream().map(Member::place).toList();
        }
    }

    private static float[] sum(List<float[]> vectors, List<Integer> places) {
        float[] sum = new float[vectors.get(0).length];
        for (int place : places) {
            float[] vector = vectors.get(place);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        return sum;
    }

    private static double toTheOthers(float[] vector, float[] sum) {
        float[] others = sum.clone();
        for (int i = 0; i < others.length; i++) {
            others[i] -= vector[i];
        }
        return Vectors.dot(vector, Vectors.normalise(others));
    }
}
