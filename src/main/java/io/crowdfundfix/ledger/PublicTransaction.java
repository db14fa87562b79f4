package io.crowdfundfix.ledger;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A transaction as everybody may see it, and what its leaf in the Merkle tree is made of.
 *
 * @param keyHash SHA-256 of its key, hex
 * @param at microseconds
 */
record PublicTransaction(long id, TransactionKind kind, String keyHash, long subject, Instant at, List<Line> postings) {
    PublicTransaction {
        postings = List.copyOf(postings);
    }

    /**
     * One posting.
     *
     * @param account under its public name
     */
    record Line(String account, long amountCents) {}

    /** The leaf's hash: over a text with one item a line, in this order. */
    byte[] leaf() {
        String head = String.join(
                "\n", "transaction", Long.toString(id), kind.name(), keyHash, Long.toString(subject), at.toString());
        return Merkle.leaf(postings.stream()
                .map(line -> line.account() + " " + line.amountCents())
                .collect(Collectors.joining("\n", head + "\n", "\n")));
    }
}
