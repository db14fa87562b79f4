package io.crowdfundfix.ledger;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.ledger.ExportLine.BatchLine;
import io.crowdfundfix.ledger.ExportLine.PostingLine;
import io.crowdfundfix.ledger.ExportLine.TransactionLine;
import io.crowdfundfix.ledger.LedgerExport.Place;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Collection;
import java.util.List;

/** What was sealed, in the order of the chain, in SQL. */
final class ExportStore {
    record SealedBatch(long id, Place place, BatchLine line) {}

    record SealedTransaction(long batch, long id, TransactionLine line) {}

    record SealedPosting(long transaction, PostingLine line) {}

    Future<List<Seal>> seals(Session session, long first, long last) {
        return session.query("""
                select number, previous_root, root, batches, transactions, external_cents, wallet_cents, escrow_cents, sealed_at
                from ledger_seals where number between #{first} and #{last}
                order by number
                """, Parameters.with("first", first).and("last", last), SealStore::seal);
    }

    /** From this place on, up to and with this seal. */
    Future<List<SealedBatch>> batches(Session session, Place from, long lastSeal, int limit) {
        return session.query(
                """
                select c.seal, c.seal_position, b.id, b.root, b.transactions,
                  b.external_cents, b.wallet_cents, b.escrow_cents
                from (
                    select batch_id, seal, seal_position from ledger_seal_batches
                    where seal between #{seal} and #{last} and (seal > #{seal} or seal_position >= #{position})
                    order by seal, seal_position
                    limit #{limit}) c
                join ledger_batches b on b.id = c.batch_id
                order by c.seal, c.seal_position
                """,
                Parameters.with("seal", from.seal())
                        .and("position", from.position())
                        .and("last", lastSeal)
                        .and("limit", limit),
                row -> new SealedBatch(
                        row.getLong("id"),
                        new Place(row.getLong("seal"), row.getInteger("seal_position")),
                        new BatchLine(
                                row.getInteger("transactions"),
                                row.getLong("external_cents"),
                                row.getLong("wallet_cents"),
                                row.getLong("escrow_cents"),
                                row.getString("root"))));
    }

    Future<List<SealedTransaction>> transactions(Session session, Collection<Long> batches) {
        return session.query(
                """
                select batch_id, id, kind, idempotency_key, subject, at from ledger_transactions
                where batch_id = any(#{batches})
                order by batch_id, batch_position
                """,
                Parameters.with("batches", batches.toArray(Long[]::new)),
                row -> new SealedTransaction(
                        row.getLong("batch_id"),
                        row.getLong("id"),
                        new TransactionLine(
                                row.getLong("id"),
                                TransactionKind.valueOf(row.getString("kind")),
                                Merkle.sha256Hex(row.getString("idempotency_key")),
                                row.getLong("subject"),
                                Times.fromSql(row.getOffsetDateTime("at")),
                                List.of())));
    }

    Future<List<SealedPosting>> postings(Session session, Collection<Long> transactions, boolean open) {
        String select = open ? """
                select p.transaction_id, p.public_account, p.amount_cents, p.account_seq, p.balance_cents,
                  case when a.kind = 'WALLET' then a.id end as wallet, case when a.kind = 'WALLET' then a.blind end as blind
                from ledger_postings p join ledger_accounts a on a.id = p.account_id
                """ : "select p.transaction_id, p.public_account, p.amount_cents from ledger_postings p";
        return session.query(
                select + " where p.transaction_id = any(#{transactions}) order by p.transaction_id, p.line",
                Parameters.with("transactions", transactions.toArray(Long[]::new)),
                row -> new SealedPosting(row.getLong("transaction_id"), open ? openLine(row) : line(row)));
    }

    private static PostingLine line(Row row) {
        return new PostingLine(row.getString("public_account"), row.getLong("amount_cents"), null, null, null, null);
    }

    private static PostingLine openLine(Row row) {
        return new PostingLine(
                row.getString("public_account"),
                row.getLong("amount_cents"),
                row.getLong("wallet"),
                row.getString("blind"),
                row.getLong("account_seq"),
                row.getLong("balance_cents"));
    }
}
