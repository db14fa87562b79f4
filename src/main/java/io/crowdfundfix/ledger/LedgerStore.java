package io.crowdfundfix.ledger;

import io.crowdfundfix.database.Columns;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.ledger.Heads.Head;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the ledger writes, and what it reads to write it. */
final class LedgerStore {
    Future<Void> addAccounts(Session session, List<Account> accounts, Instant now) {
        return session.batch(
                """
                insert into ledger_accounts (id, kind, owner, blind, opened_at)
                values (#{id}, #{kind}, #{owner}, #{blind}, #{now})
                on conflict do nothing
                """,
                accounts.stream()
                        .map(account -> Parameters.with("id", account.id())
                                .and("kind", account.name().kind().name())
                                .and("owner", account.name().owner())
                                .and("blind", account.blind())
                                .and("now", Times.toSql(now)))
                        .toList());
    }

    /** H2 reads all of a kind where the statement names the kind beside the owners. */
    Future<List<Account>> accounts(Session session, AccountKind kind, Collection<Long> owners) {
        return session.query(
                        "select id, kind, owner, blind from ledger_accounts where owner = any(#{owners})",
                        Parameters.with("owners", owners.toArray(Long[]::new)),
                        LedgerStore::account)
                .map(found -> found.stream()
                        .filter(account -> account.name().kind() == kind)
                        .toList());
    }

    static Account account(Row row) {
        return new Account(
                row.getLong("id"),
                new AccountName(AccountKind.valueOf(row.getString("kind")), row.getLong("owner")),
                row.getString("blind"));
    }

    /** Which of these keys have moved money. */
    Future<Map<String, Outcome.Earlier>> earlier(Session session, List<String> keys) {
        return session.query(
                        """
                        select id, subject, idempotency_key, request_hash, at from ledger_transactions
                        where idempotency_key = any(#{keys})
                        """,
                        Parameters.with("keys", keys.toArray(String[]::new)),
                        row -> Map.entry(
                                row.getString("idempotency_key"),
                                new Outcome.Earlier(
                                        row.getLong("id"),
                                        row.getLong("subject"),
                                        row.getString("request_hash"),
                                        Times.fromSql(row.getOffsetDateTime("at")))))
                .map(LedgerStore::byKey);
    }

    private static <V> Map<String, V> byKey(List<Map.Entry<String, V>> entries) {
        Map<String, V> map = new HashMap<>();
        entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return map;
    }

    /** Holds these accounts until the transaction ends, in the order of their numbers, and reads where each of them stands. */
    Future<Heads> lock(Session session, List<Account> accounts) {
        Long[] ids = accounts.stream().map(Account::id).sorted().toArray(Long[]::new);
        Map<Long, AccountName> nameById = new HashMap<>();
        accounts.forEach(account -> nameById.put(account.id(), account.name()));
        Heads heads = new Heads();
        accounts.forEach(account -> heads.put(account.name(), Head.NONE));
        return session.query(
                        "select id from ledger_accounts where id = any(#{ids}) order by id for update",
                        Parameters.with("ids", ids),
                        row -> row.getLong("id"))
                // a statement of its own: what was committed while the lock was waited for has to be seen
                .compose(locked -> session.query("""
                        select p.account_id, p.account_seq, p.balance_cents
                        from ledger_accounts a
                        join ledger_postings p on p.account_id = a.id and p.account_seq = (
                            select h.account_seq from ledger_postings h
                            where h.account_id = a.id and h.account_seq is not null
                            order by h.account_id, h.account_seq desc
                            limit 1)
                        where a.id = any(#{ids})
                        """, Parameters.with("ids", ids), row -> {
                    AccountName name = nameById.get(row.getLong("account_id"));
                    if (name != null) {
                        heads.put(name, new Head(row.getLong("account_seq"), row.getLong("balance_cents")));
                    }
                    return row.getLong("account_id");
                }))
                .map(heads);
    }

    Future<Long> balance(Session session, AccountName name) {
        return session.find(
                        """
                        select p.balance_cents from ledger_accounts a
                        join ledger_postings p on p.account_id = a.id
                        where a.kind = #{kind} and a.owner = #{owner} and p.account_seq is not null
                        order by p.account_id, p.account_seq desc
                        limit 1
                        """,
                        Parameters.with("kind", name.kind().name()).and("owner", name.owner()),
                        row -> row.getLong("balance_cents"))
                .map(found -> found.orElse(0L));
    }

    /** Writes a batch whole: itself, its transactions and their postings, and that no seal covers it yet. */
    Future<Void> add(Session session, Batch batch) {
        return session.update(
                        """
                        insert into ledger_batches
                            (id, root, transactions, external_cents, wallet_cents, escrow_cents, committed_at)
                        values (#{id}, #{root}, #{transactions}, #{external}, #{wallet}, #{escrow}, #{now})
                        """,
                        Parameters.with("id", batch.id())
                                .and("root", batch.root())
                                .and("transactions", batch.entries().size())
                                .and("external", batch.sum(AccountKind.EXTERNAL))
                                .and("wallet", batch.sum(AccountKind.WALLET))
                                .and("escrow", batch.sum(AccountKind.ESCROW))
                                .and("now", Times.toSql(batch.at())))
                .compose(done -> session.insert("ledger_transactions", transactions(batch))
                        .recover(LedgerStore::keyTaken))
                .compose(done -> session.insert("ledger_postings", postings(batch)))
                .compose(done -> session.update(
                        "insert into ledger_unsealed (turn, batch_id) values (nextval('ledger_turns'), #{batch})",
                        Parameters.with("batch", batch.id())))
                .mapEmpty();
    }

    /** By somebody who was not seen yet: run again, the transaction finds what he has done. */
    private static <T> Future<T> keyTaken(Throwable failure) {
        boolean taken = failure instanceof Fault fault && fault.kind() == Fault.Kind.CONFLICT;
        return Future.failedFuture(taken ? Database.tryAgain() : failure);
    }

    private static Columns<Batch.Entry> transactions(Batch batch) {
        AtomicInteger position = new AtomicInteger();
        return Columns.of(batch.entries())
                .number("id", Batch.Entry::id)
                .number("batch_id", entry -> batch.id())
                .integer("batch_position", entry -> position.getAndIncrement())
                .text("kind", entry -> entry.transaction().kind().name())
                .text("idempotency_key", entry -> entry.transaction().key())
                .text("request_hash", entry -> entry.transaction().requestHash())
                .number("subject", entry -> entry.transaction().subject())
                .time("at", entry -> batch.at());
    }

    /** A posting in its transaction. */
    private record Posted(Batch.Entry entry, int line) {
        Batch.Line posting() {
            return entry.lines().get(line);
        }

        @Nullable Head head() {
            return posting().head();
        }
    }

    private static Columns<Posted> postings(Batch batch) {
        List<Posted> posted = new ArrayList<>();
        for (Batch.Entry entry : batch.entries()) {
            for (int line = 0; line < entry.lines().size(); line++) {
                posted.add(new Posted(entry, line));
            }
        }
        return Columns.of(posted)
                .number("transaction_id", one -> one.entry().id())
                .integer("line", Posted::line)
                .number("account_id", one -> one.posting().account().id())
                .text(
                        "public_account",
                        one -> one.posting().account().publicName(one.entry().id()))
                .number("amount_cents", one -> one.posting().cents())
                .number(
                        "account_seq",
                        one -> one.head() == null ? null : one.head().seq())
                .number(
                        "balance_cents",
                        one -> one.head() == null ? null : one.head().balanceCents());
    }
}
