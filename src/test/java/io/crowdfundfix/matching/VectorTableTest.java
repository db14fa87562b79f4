package io.crowdfundfix.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.matching.VectorTable.Question;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VectorTableTest {
    private static final int DIMENSIONS = 384;
    private static final long SEED = 3;

    @Test
    void findsMostOfTheNearestEvenAmongVectorsWithoutAnyOrder() {
        Random random = new Random(SEED);
        float[][] vectors = new float[6_000][];
        VectorTable table = new VectorTable();
        for (int place = 0; place < vectors.length; place++) {
            vectors[place] = random(random);
            table.put(place, vectors[place]);
        }
        float[] question = random(random);
        Set<Integer> nearest = IntStream.range(0, vectors.length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> -dot(vectors[place], question)))
                .limit(50)
                .collect(Collectors.toSet());
        long found = Arrays.stream(table.nearest(new Question(question), 150, place -> place))
                .filter(nearest::contains)
                .count();
        assertTrue(found >= 30, found + " of 50");
    }

    @Test
    void aCosineIsThatOfTheVectorsWithinAHundredth() {
        Random random = new Random(SEED);
        VectorTable table = new VectorTable();
        float[] one = random(random);
        float[] other = random(random);
        table.put(5, one);
        Double cosine = table.cosine(5, new Question(other));
        assertNotNull(cosine);
        assertEquals(dot(one, other), cosine, 0.01);
    }

    @Test
    void whatIsTakenAwayIsNotFound() {
        VectorTable table = new VectorTable();
        table.put(0, Profiles.along(0));
        table.put(1, Profiles.along(1));
        table.put(0, null);
        assertEquals("[1]", Arrays.toString(table.nearest(new Question(Profiles.along(0)), 5, place -> place)));
        assertNull(table.cosine(0, new Question(Profiles.along(0))));
        assertNull(table.cosine(7, new Question(Profiles.along(0))));
    }

    @Test
    void aQuestionOfOtherDimensionsFindsNothing() {
        VectorTable table = new VectorTable();
        assertEquals(0, table.nearest(new Question(new float[8]), 5, place -> place).length);
        table.put(0, Profiles.along(0));
        table.put(1, new float[8]);
        assertEquals(0, table.nearest(new Question(new float[8]), 5, place -> place).length);
        assertNull(table.cosine(0, new Question(new float[8])));
    }

    /** Around a common middle, as vectors of one kind of text are. */
    private static float[] random(Random random) {
        float[] vector = new float[DIMENSIONS];
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] = (float) (random.nextGaussian() + (d % 7 == 0 ? 2 : 0));
        }
        double length = Math.sqrt(dot(vector, vector));
        for (int d = 0; d < DIMENSIONS; d++) {
            vector[d] /= (float) length;
        }
        return vector;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int d = 0; d < a.length; d++) {
            sum += a[d] * b[d];
        }
        return sum;
    }
}
