package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.testing.Await;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** What the tables of bounties say of themselves and of the ledger's, whatever has happened. */
final class FundingRows {
    private final Database database;

    FundingRows(Database database) {
        this.database = database;
    }

    /** Every cent of every bounty is where its contributions and its escrow say that it is. */
    void agree() {
        Map<Long, String> bounties = texts("""
                select bug_id, held_cents, released_cents, refunded_cents, contributions, held_cents as escrow
                from bounties order by bug_id
                """);
        Map<Long, String> truth = texts("""
                select b.bug_id,
                  coalesce((select sum(amount_cents) from contributions c where c.bug_id = b.bug_id and c.state = 'HELD'), 0),
                  coalesce((select sum(amount_cents) from contributions c where c.bug_id = b.bug_id and c.state = 'RELEASED'), 0),
                  coalesce((select sum(amount_cents) from contributions c
                            where c.bug_id = b.bug_id and c.state in ('REFUNDED', 'EXPIRED_REFUNDED')), 0),
                  (select count(*) from contributions c where c.bug_id = b.bug_id),
                  coalesce((select sum(p.amount_cents) from ledger_postings p join ledger_accounts a on a.id = p.account_id
                            where a.kind = 'ESCROW' and a.owner = b.bug_id), 0)
                from bounties b order by b.bug_id
                """);
        assertEquals(bounties, truth);
        assertEquals(
                List.of(),
                query(
                        "select bug_id from contributions where bug_id not in (select bug_id from bounties)",
                        row -> row.getLong(0)));
        assertEquals(BigDecimal.ZERO, number("select coalesce(sum(amount_cents), 0) from ledger_postings"));
        Solvency solvency = Await.result(new SolvencyStore().read(database, java.time.Instant.EPOCH))
                .map(found -> new Solvency(found.balanced(), found.sumCents()))
                .orElseThrow();
        assertEquals(new Solvency(true, 0), solvency);
    }

    private record Solvency(boolean balanced, long sum) {}

    /** Each history counts its versions without a gap, up to its bounty's. */
    void countTheirVersions() {
        assertEquals(
                texts(
                        "select bug_id, version, version, case when version = 0 then 0 else 1 end from bounties where version > 0"),
                texts("select bug_id, count(*), max(version), min(version) from bounty_events group by bug_id"));
    }

    /** A bounty that is paid was paid by one transaction: to each what his splits say, to less than a cent, and all of it. */
    void payTheirClaimsOnce() {
        assertEquals(texts("select bug_id, claim_id, released_cents from bounties where state = 'PAID'"), texts("""
                        select c.bug_id, max(t.subject), -sum(p.amount_cents) from ledger_transactions t
                        join claims c on c.id = t.subject and c.state = 'PAID'
                        join ledger_postings p on p.transaction_id = t.id
                        join ledger_accounts a on a.id = p.account_id and a.kind = 'ESCROW' and a.owner = c.bug_id
                        where t.kind = 'PAYOUT' group by c.bug_id having count(*) = 1
                        """));
        assertEquals(
                number("select count(*) from bounties where state = 'PAID'"),
                number("select count(*) from ledger_transactions where kind = 'PAYOUT'"));
        assertEquals(
                number("select count(*) from bounties where state = 'PAID'"),
                number("select count(*) from claims where state = 'PAID'"));
        List<Part> parts = query("""
                select c.bug_id, s.share_bps, b.released_cents, p.amount_cents,
                  case when c.reviewer is null or c.reviewer = c.developer_id or exists (
                      select 1 from claim_splits o where o.claim_id = c.id and o.developer_id = c.reviewer)
                  then 0 else b.review_share_bps end
                from claims c join claim_splits s on s.claim_id = c.id join bounties b on b.bug_id = c.bug_id
                join ledger_transactions t on t.kind = 'PAYOUT' and t.subject = c.id
                join ledger_accounts a on a.kind = 'WALLET' and a.owner = s.developer_id
                left join ledger_postings p on p.transaction_id = t.id and p.account_id = a.id
                where c.state = 'PAID'
                """, Part::of);
        parts.forEach(Part::isFair);
    }

    private record Part(long bug, long bps, long cents, long part, long review) {
        static Part of(Row row) {
            Long part = row.getLong(3);
            return new Part(row.getLong(0), row.getLong(1), row.getLong(2), part == null ? 0 : part, row.getLong(4));
        }

        void isFair() {
            double exact = cents * (bps / 10_000.0) * (1 - review / 10_000.0);
            assertTrue(Math.abs(exact - part) < 1, toString());
        }
    }

    /** Nothing waits for anybody, nothing is held, and who has claimed knows what became of it. */
    void haveAllEnded() {
        Set<String> states = new HashSet<>(query("select distinct state from bounties", row -> row.getString(0)));
        assertTrue(Set.of("PAID", "REFUNDED").containsAll(states), states.toString());
        assertEquals(BigDecimal.ZERO, number("select coalesce(sum(held_cents), 0) from bounties"));
        assertEquals(
                List.of(),
                query(
                        "select id from claims where state in ('ACTIVE', 'SUBMITTED', 'VERIFIED', 'DISPUTED')",
                        row -> row.getLong(0)));
    }

    long count(String condition) {
        return number("select count(*) from " + condition).longValueExact();
    }

    Set<Long> ids(String sql) {
        return new HashSet<>(query(sql, row -> row.getLong(0)));
    }

    private BigDecimal number(String sql) {
        return query(sql, row -> row.getBigDecimal(0)).get(0).stripTrailingZeros();
    }

    private Map<Long, String> texts(String sql) {
        Map<Long, String> texts = new TreeMap<>();
        query(sql, row -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 1; i < row.size(); i++) {
                        text.append(row.getBigDecimal(i).toPlainString()).append(' ');
                    }
                    return Map.entry(row.getLong(0), text.toString());
                })
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue()));
        return texts;
    }

    private <T> List<T> query(String sql, Function<Row, T> mapping) {
        return Await.result(database.query(sql, Parameters.none(), mapping));
    }
}
