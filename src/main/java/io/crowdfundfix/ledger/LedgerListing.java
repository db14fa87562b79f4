package io.crowdfundfix.ledger;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Times;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Seals and postings to be looked at, the newest first. */
public final class LedgerListing {
    private final Database database;

    public LedgerListing(Database database) {
        this.database = database;
    }

    /**
     * A posting of one account.
     *
     * @param seq from 1 on, without gaps
     * @param account its public name in this transaction, by which an export shows it
     * @param balanceCents of the account after it
     * @param seal that covers it; null until one does
     */
    public record Posting(
            long seq,
            long transaction,
            TransactionKind kind,
            long subject,
            String account,
            long amountCents,
            long balanceCents,
            Instant at,
            @Nullable Long seal) {}

    /** Seals below this number. */
    public Future<List<Seal>> seals(long below, int limit) {
        return database.query("""
                select number, previous_root, root, batches, transactions, external_cents, wallet_cents, escrow_cents, sealed_at
                from ledger_seals where number < #{below}
                order by number desc
                limit #{limit}
                """, Parameters.with("below", below).and("limit", limit), SealStore::seal);
    }

    public Future<Optional<Seal>> seal(long number) {
        return seals(number + 1, 1)
                .map(found ->
                        found.stream().filter(seal -> seal.number() == number).findFirst());
    }

    /** The account of this number. */
    public Future<Optional<AccountName>> account(long number) {
        return database.find(
                        "select id, kind, owner, blind from ledger_accounts where id = #{id}",
                        Parameters.with("id", number),
                        LedgerStore::account)
                .map(found -> found.map(Account::name));
    }

    /** The number of an account; none where it was never opened. */
    public Future<Optional<Long>> number(AccountName name) {
        return database.find(
                "select id from ledger_accounts where kind = #{kind} and owner = #{owner}",
                Parameters.with("kind", name.kind().name()).and("owner", name.owner()),
                row -> row.getLong("id"));
    }

    /** Postings of this wallet or escrow below this place in its sequence. */
    public Future<List<Posting>> postings(long account, long below, int limit) {
        return database.query(
                """
                select p.account_seq, p.transaction_id, t.kind, t.subject, p.public_account, p.amount_cents,
                  p.balance_cents, t.at, s.seal
                from (
                    select * from ledger_postings
                    where account_id = #{account} and account_seq < #{below}
                    order by account_id, account_seq desc
                    limit #{limit}) p
                join ledger_transactions t on t.id = p.transaction_id
                left join ledger_seal_batches s on s.batch_id = t.batch_id
                order by p.account_seq desc
                """,
                Parameters.with("account", account).and("below", below).and("limit", limit),
                row -> new Posting(
                        row.getLong("account_seq"),
                        row.getLong("transaction_id"),
                        TransactionKind.valueOf(row.getString("kind")),
                        row.getLong("subject"),
                        row.getString("public_account"),
                        row.getLong("amount_cents"),
                        row.getLong("balance_cents"),
                        Times.fromSql(row.getOffsetDateTime("at")),
                        row.getLong("seal")));
    }
}
