package io.crowdfundfix.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.crowdfundfix.analysis.ClusterStore.Placed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeptNamesTest {
    @Test
    void handsAnIdOnToWhoHoldsMostOfItsBugs() {
        KeptNames names = new KeptNames(before(7, 1, 2, 3, 4));
        assertEquals(7, names.take(List.of(1L, 2L, 3L, 9L)));
    }

    @Test
    void givesAnIdOnce() {
        KeptNames names = new KeptNames(before(7, 1, 2, 3, 4));
        assertEquals(7, names.take(List.of(1L, 2L)));
        assertNull(names.take(List.of(3L, 4L)));
    }

    @Test
    void aClusterThatHasGrownKeepsItsId() {
        KeptNames names = new KeptNames(before(7, 1, 2));
        assertEquals(7, names.take(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L)));
    }

    @Test
    void whatIsMostlyNewGetsANewOne() {
        List<Placed> before = before(7, 1, 2, 3, 4, 5);
        before.addAll(before(8, 6, 10, 11, 12));
        KeptNames names = new KeptNames(before);
        assertNull(names.take(List.of(1L, 6L, 20L, 21L, 22L)));
        assertNull(names.take(List.of(30L)));
    }

    private static List<Placed> before(long cluster, long... bugs) {
        List<Placed> placed = new ArrayList<>();
        for (long bug : bugs) {
            placed.add(new Placed(bug, cluster, 1, Instant.EPOCH));
        }
        return placed;
    }
}
