package io.crowdfundfix.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * One link of the public chain: covers its batches and, by way of the root before it, everything that was sealed earlier.
 *
 * @param number from 1 on, without gaps
 * @param previousRoot of the seal before; {@link #NO_ROOT} for the first
 * @param root Merkle root over this seal and its batches: {@link #leaf()}
 * @param batches that it covers itself, in the order in which their accounts saw them
 * @param sums of everything sealed up to and with this seal
 */
public record Seal(long number, String previousRoot, String root, int batches, Sums sums, Instant sealedAt) {
    static final String NO_ROOT = "0".repeat(64);

    /**
     * What moved in total: the three sum to zero.
     *
     * @param externalCents negative: what came in and has not gone out
     */
    public record Sums(long transactions, long externalCents, long walletCents, long escrowCents) {
        public static final Sums NONE = new Sums(0, 0, 0, 0);

        Sums plus(Sums more) {
            return new Sums(
                    Math.addExact(transactions, more.transactions),
                    Math.addExact(externalCents, more.externalCents),
                    Math.addExact(walletCents, more.walletCents),
                    Math.addExact(escrowCents, more.escrowCents));
        }
    }

    public Seal {
        sealedAt = sealedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** The seal after this one over batches with these roots and these sums of their own. */
    Seal next(List<String> batchRoots, Sums added, Instant now) {
        return new Seal(number + 1, root, NO_ROOT, batchRoots.size(), sums.plus(added), now).over(batchRoots);
    }

    /** What the first seal follows. */
    static Seal beforeTheFirst() {
        return new Seal(0, NO_ROOT, NO_ROOT, 0, Sums.NONE, Instant.EPOCH);
    }

    private Seal over(List<String> batchRoots) {
        MerkleRoot tree = new MerkleRoot();
        tree.add(leaf());
        batchRoots.forEach(batch -> tree.add(Merkle.bytes(batch)));
        return new Seal(number, previousRoot, Merkle.hex(tree.root()), batches, sums, sealedAt);
    }

    /**
     * The first leaf of the tree whose root is this seal's: the RFC 6962 hash of a text with one item a line: the word "seal", number,
     * previous root, batches, transactions, external, wallet and escrow cents, time. The roots of the batches follow it as the other
     * leaves' hashes, as they are, so that the path from a transaction to its seal is one Merkle path. The count of batches in this leaf
     * says where their trees begin.
     */
    byte[] leaf() {
        return Merkle.leaf(String.join(
                "\n",
                "seal",
                Long.toString(number),
                previousRoot,
                Integer.toString(batches),
                Long.toString(sums.transactions()),
                Long.toString(sums.externalCents()),
                Long.toString(sums.walletCents()),
                Long.toString(sums.escrowCents()),
                sealedAt.toString(),
                ""));
    }
}
