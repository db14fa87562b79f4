package io.crowdfundfix.ledger;

import io.crowdfundfix.ledger.Heads.Head;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The transactions that one commit writes. */
record Batch(long id, Instant at, List<Entry> entries) {
    Batch {
        at = at.truncatedTo(ChronoUnit.MICROS);
        entries = List.copyOf(entries);
    }

    /** A transaction under its number. */
    record Entry(long id, NewTransaction transaction, List<Line> lines) {
        Entry {
            lines = List.copyOf(lines);
        }

        PublicTransaction shown(Instant at) {
            return new PublicTransaction(
                    id,
                    transaction.kind(),
                    Merkle.sha256Hex(transaction.key()),
                    transaction.subject(),
                    at,
                    lines.stream()
                            .map(line ->
                                    new PublicTransaction.Line(line.account().publicName(id), line.cents()))
                            .toList());
        }
    }

    /**
     * A posting on its account.
     *
     * @param head where the account stands after it; null for one that has no bound
     */
    record Line(Account account, long cents, @Nullable Head head) {}

    /** The Merkle root over its transactions in their order, hex. */
    String root() {
        return Merkle.hex(Merkle.root(
                entries.stream().map(entry -> entry.shown(at).leaf()).toList()));
    }

    long sum(AccountKind kind) {
        return entries.stream()
                .flatMap(entry -> entry.lines().stream())
                .filter(line -> line.account().name().kind() == kind)
                .mapToLong(Line::cents)
                .reduce(0, Math::addExact);
    }
}
