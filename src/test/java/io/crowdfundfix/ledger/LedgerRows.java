package io.crowdfundfix.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.testing.Await;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is stored of a ledger, judged without the code that stored it. */
public final class LedgerRows {
    private final List<Row> rows;

    private LedgerRows(List<Row> rows) {
        this.rows = rows;
    }

    /** One posting with its transaction and account. */
    record Row(
            long transaction,
            String key,
            long account,
            String kind,
            long cents,
            @Nullable Long seq,
            @Nullable Long balance) {}

    public static LedgerRows read(Database database) {
        return new LedgerRows(Await.result(database.query(
                """
                select p.transaction_id, t.idempotency_key, p.account_id, a.kind, p.amount_cents, p.account_seq, p.balance_cents
                from ledger_postings p
                join ledger_transactions t on t.id = p.transaction_id
                join ledger_accounts a on a.id = p.account_id
                order by p.account_id, p.account_seq, p.transaction_id
                """,
                Parameters.none(),
                row -> new Row(
                        row.getLong(0),
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)))));
    }

    public static long count(Database database, String table) {
        return Await.result(database.query(
                        "select count(*) as n from " + table, Parameters.none(), row -> row.getLong("n")))
                .get(0);
    }

    Set<Long> transactions() {
        return rows.stream().map(Row::transaction).collect(Collectors.toSet());
    }

    /** Whatever happened: each transaction sums to zero, each bounded account runs without a gap and never below zero, each key is there once. */
    public void areSound() {
        Map<Long, Long> sums = new HashMap<>();
        Map<Long, Row> last = new HashMap<>();
        Map<String, Long> transactionByKey = new HashMap<>();
        Set<String> accountsOfTransactions = new HashSet<>();
        for (Row row : rows) {
            sums.merge(row.transaction(), row.cents(), Long::sum);
            assertTrue(accountsOfTransactions.add(row.transaction() + " " + row.account()), "twice: " + row);
            assertEquals(
                    row.transaction(),
                    transactionByKey.computeIfAbsent(row.key(), any -> row.transaction()),
                    row.key());
            assertTrue(Set.of("EXTERNAL", "WALLET", "ESCROW").contains(row.kind()), row.toString());
            if (row.kind().equals("EXTERNAL")) {
                assertEquals(null, row.seq());
                continue;
            }
            Row before = last.put(row.account(), row);
            long seq = before == null || before.seq() == null ? 0 : before.seq();
            long balance = before == null || before.balance() == null ? 0 : before.balance();
            assertEquals(seq + 1, row.seq(), row.toString());
            assertEquals(balance + row.cents(), row.balance(), row.toString());
            assertTrue(row.balance() != null && row.balance() >= 0, row.toString());
        }
        assertEquals(Set.of(0L), Set.copyOf(sums.isEmpty() ? List.of(0L) : sums.values()));
    }
}
