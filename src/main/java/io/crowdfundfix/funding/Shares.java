package io.crowdfundfix.funding;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides an amount by weights to the cent, by largest remainder (Hamilton's method): the parts sum to the amount. */
final class Shares {
    private Shares() {}

    /** The parts in the order of the weights; of equal remainders the earlier gets the cent. */
    static List<Long> of(long cents, List<Long> weights) {
        BigInteger whole =
                BigInteger.valueOf(weights.stream().mapToLong(Long::longValue).reduce(0, Math::addExact));
        long[] parts = new long[weights.size()];
        BigInteger[] remainders = new BigInteger[weights.size()];
        long left = cents;
        for (int i = 0; i < parts.length; i++) {
            BigInteger[] divided = BigInteger.valueOf(cents)
                    .multiply(BigInteger.valueOf(weights.get(i)))
                    .divideAndRemainder(whole);
            parts[i] = divided[0].longValueExact();
            remainders[i] = divided[1];
            left -= parts[i];
        }
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .forEach(i -> parts[i]++);
        return Arrays.stream(parts).boxed().toList();
    }
}
