package io.crowdfundfix.ledger;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.ledger.Seal.Sums;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Seals, and what no seal covers yet, in SQL. */
final class SealStore {
    private static final String COLUMNS = """
            number, previous_root, root, batches, transactions, external_cents, wallet_cents, escrow_cents, sealed_at
            """;

    /**
     * A batch that waits for its seal.
     *
     * @param sums its own
     */
    record Unsealed(long turn, long batch, String root, Sums sums) {}

    /** In the order in which their accounts saw them. */
    Future<List<Unsealed>> unsealed(Session session, int limit) {
        return session.query(
                """
                select u.turn, b.id, b.root, b.transactions, b.external_cents, b.wallet_cents, b.escrow_cents
                from (select turn, batch_id from ledger_unsealed order by turn limit #{limit}) u
                join ledger_batches b on b.id = u.batch_id
                order by u.turn
                """,
                Parameters.with("limit", limit),
                row -> new Unsealed(row.getLong("turn"), row.getLong("id"), row.getString("root"), sums(row)));
    }

    Future<Long> unsealedCount(Session session) {
        return session.find(
                        "select count(*) as waiting from ledger_unsealed",
                        Parameters.none(),
                        row -> row.getLong("waiting"))
                .map(found -> found.orElse(0L));
    }

    Future<Optional<Seal>> last(Session session) {
        return session.find(
                "select " + COLUMNS + " from ledger_seals order by number desc limit 1",
                Parameters.none(),
                SealStore::seal);
    }

    /** Writes the next seal. Its number is the lock: of two who write it, one fails. */
    Future<Void> add(Session session, Seal seal, List<Unsealed> batches) {
        List<Parameters> covered = new ArrayList<>();
        for (int i = 0; i < batches.size(); i++) {
            covered.add(Parameters.with("batch", batches.get(i).batch())
                    .and("seal", seal.number())
                    .and("position", i));
        }
        return session.update(
                        """
                        insert into ledger_seals (number, previous_root, root, batches, transactions,
                          external_cents, wallet_cents, escrow_cents, sealed_at)
                        values (#{number}, #{previous}, #{root}, #{batches}, #{transactions},
                          #{external}, #{wallet}, #{escrow}, #{at})
                        """,
                        Parameters.with("number", seal.number())
                                .and("previous", seal.previousRoot())
                                .and("root", seal.root())
                                .and("batches", seal.batches())
                                .and("transactions", seal.sums().transactions())
                                .and("external", seal.sums().externalCents())
                                .and("wallet", seal.sums().walletCents())
                                .and("escrow", seal.sums().escrowCents())
                                .and("at", Times.toSql(seal.sealedAt())))
                .compose(done -> session.batch("""
                        insert into ledger_seal_batches (batch_id, seal, seal_position)
                        values (#{batch}, #{seal}, #{position})
                        """, covered))
                .compose(done -> session.update(
                        "delete from ledger_unsealed where turn = any(#{turns})",
                        Parameters.with(
                                "turns", batches.stream().map(Unsealed::turn).toArray(Long[]::new))))
                .mapEmpty();
    }

    static Seal seal(Row row) {
        return new Seal(
                row.getLong("number"),
                row.getString("previous_root"),
                row.getString("root"),
                row.getInteger("batches"),
                sums(row),
                Times.fromSql(row.getOffsetDateTime("sealed_at")));
    }

    private static Sums sums(Row row) {
        return new Sums(
                row.getLong("transactions"),
                row.getLong("external_cents"),
                row.getLong("wallet_cents"),
                row.getLong("escrow_cents"));
    }
}
