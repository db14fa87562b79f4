package io.crowdfundfix.engine.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LongTableTest {
    @Test
    void holdsWhatAMapHoldsAfterManyChanges() {
        Random random = new Random(1);
        LongTable table = new LongTable();
        Map<Long, Long> truth = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            long key = random.nextInt(5_000) * 1_024L;
            if (random.nextBoolean()) {
                table.put(key, i);
                truth.put(key, (long) i);
            } else {
                assertEquals(truth.getOrDefault(key, LongTable.ABSENT), table.remove(key));
                truth.remove(key);
            }
        }
        TreeSet<Long> keys = new TreeSet<>();
        table.forEach(keys::add);
        assertEquals(new TreeSet<>(truth.keySet()), keys);
        truth.forEach((key, value) -> assertEquals(value, table.get(key)));
        assertEquals(truth.size(), table.size());
    }

    @Test
    void knowsNothingAtFirst() {
        assertFalse(new LongTable().contains(0));
        assertEquals(LongTable.ABSENT, new LongTable().remove(7));
    }
}
