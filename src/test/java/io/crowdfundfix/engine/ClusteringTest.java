package io.crowdfundfix.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.engine.Clustering.Group;
import io.crowdfundfix.engine.Clustering.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteringTest {
    private static final int DIMENSIONS = 24;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void findsHowManyGroupsThereAre(int number) {
        Clustering found = Clustering.of(around(number, 9));
        assertEquals(number, found.groups().size());
        for (Group group : found.groups()) {
            Set<Integer> kinds = group.members().stream()
                    .map(member -> member.place() % number)
                    .collect(Collectors.toSet());
            assertEquals(1, kinds.size(), "mixed: " + group.members());
            assertEquals(9, group.members().size());
        }
    }

    @Test
    void leavesOutWhatIsLikeNothing() {
        List<float[]> vectors = around(3, 9);
        float[] stray = new float[DIMENSIONS];
        stray[DIMENSIONS - 1] = 1;
        vectors.add(stray);
        assertTrue(Clustering.of(vectors).groups().stream()
                .flatMap(group -> group.members().stream())
                .noneMatch(member -> member.place() == 27));
    }

    @Test
    void aNewVectorIsWithinReachOfItsGroupAlone() {
        List<float[]> vectors = around(4, 9);
        float[] newcomer = vectors.remove(35);
        Clustering found = Clustering.of(vectors);
        float[] centred = Clustering.without(newcomer, found.mean());
        List<Group> near = found.groups().stream()
                .filter(group -> Vectors.dot(centred, group.centroid()) >= group.reach())
                .toList();
        assertEquals(1, near.size());
        assertEquals(3, near.get(0).members().get(0).place() % 4);
    }

    @Test
    void givesTheSameGroupsForTheSameVectors() {
        Clustering one = Clustering.of(around(5, 20));
        Clustering other = Clustering.of(around(5, 20));
        assertArrayEquals(one.mean(), other.mean());
        assertEquals(members(one), members(other));
    }

    @Test
    void reportsOfOneTextAreOneGroup() {
        List<float[]> same = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            same.add(around(1, 1).get(0));
        }
        assertEquals(1, Clustering.of(same).groups().size());
        assertEquals(7, Clustering.of(same).groups().get(0).members().size());
    }

    @Test
    void fewAreNoGroup() {
        assertEquals(List.of(), Clustering.of(List.of()).groups());
        assertEquals(List.of(), Clustering.of(around(1, 1)).groups());
        assertEquals(
                List.of(),
                Clustering.of(List.of(new float[DIMENSIONS], new float[DIMENSIONS]))
                        .groups());
    }

    @Test
    void takesAThousandsMoreThanItsSample() {
        Clustering found = Clustering.of(around(6, 300));
        assertEquals(6, found.groups().size());
        assertEquals(1_800, members(found).stream().mapToInt(List::size).sum());
    }

    private static List<List<Member>> members(Clustering clustering) {
        return clustering.groups().stream().map(Group::members).toList();
    }

    /** Unit vectors near {@code number} axes, in turn. */
    private static List<float[]> around(int number, int each) {
        Random random = new Random(1);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < number * each; i++) {
            float[] vector = new float[DIMENSIONS];
            for (int d = 0; d < DIMENSIONS; d++) {
                vector[d] = (float) random.nextGaussian() * 0.05f;
            }
            vector[i % number] += 1;
            vectors.add(Vectors.normalise(vector));
        }
        return vectors;
    }
}
