package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {
    @Test
    void theLargestRemainderGetsTheCent() {
        assertEquals(List.of(34L, 33L, 33L), Shares.of(100, List.of(1L, 1L, 1L)));
        assertEquals(List.of(3L, 7L), Shares.of(10, List.of(3_333L, 6_667L)));
        assertEquals(List.of(0L, 1L), Shares.of(1, List.of(1L, 9_999L)));
    }

    @Test
    void partsAlwaysSumAndAreOffByLessThanACent() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            long cents = 1 + random.nextLong(Money.MOST_CENTS * 1_000);
            List<Long> weights = IntStream.range(0, 1 + random.nextInt(21))
                    .mapToObj(any -> 1 + random.nextLong(100_000_000))
                    .toList();
            List<Long> parts = Shares.of(cents, weights);
            double whole = weights.stream().mapToLong(Long::longValue).sum();
            assertEquals(cents, parts.stream().mapToLong(Long::longValue).sum());
            for (int part = 0; part < parts.size(); part++) {
                double exact = cents * (weights.get(part) / whole);
                assertTrue(Math.abs(parts.get(part) - exact) < 1.001, cents + " by " + weights);
            }
        }
    }
}
