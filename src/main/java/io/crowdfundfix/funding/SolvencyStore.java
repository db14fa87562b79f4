package io.crowdfundfix.funding;

import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.funding.LedgerApi.LastSeal;
import io.crowdfundfix.funding.LedgerApi.Solvency;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/** What the ledger holds beside what the bounties say, in SQL. */
final class SolvencyStore {
    /** One statement: it sees one moment, whoever writes meanwhile. The last seal has the sums of all before it, the rest is young. */
    Future<Optional<Solvency>> read(Session session, Instant now) {
        return session.find("""
                select s.number, s.root, s.sealed_at,
                  coalesce(s.transactions, 0) + u.transactions as transactions,
                  coalesce(s.external_cents, 0) + u.external_cents as external_cents,
                  coalesce(s.wallet_cents, 0) + u.wallet_cents as wallet_cents,
                  coalesce(s.escrow_cents, 0) + u.escrow_cents as escrow_cents,
                  (select cast(coalesce(sum(held_cents), 0) as bigint) from bounties) as bounties_cents
                from (
                    select cast(coalesce(sum(b.transactions), 0) as bigint) as transactions,
                      cast(coalesce(sum(b.external_cents), 0) as bigint) as external_cents,
                      cast(coalesce(sum(b.wallet_cents), 0) as bigint) as wallet_cents,
                      cast(coalesce(sum(b.escrow_cents), 0) as bigint) as escrow_cents
                    from ledger_unsealed w join ledger_batches b on b.id = w.batch_id) u
                left join (select * from ledger_seals order by number desc limit 1) s on 1 = 1
                """, Parameters.none(), row -> solvency(row, now));
    }

    private static Solvency solvency(Row row, Instant now) {
        long held = row.getLong("escrow_cents");
        long wallets = row.getLong("wallet_cents");
        long external = row.getLong("external_cents");
        long bounties = row.getLong("bounties_cents");
        long sum = held + wallets + external;
        Long number = row.getLong("number");
        return new Solvency(
                sum == 0 && held == bounties,
                held,
                wallets,
                external,
                sum,
                bounties,
                row.getLong("transactions"),
                number == null
                        ? null
                        : new LastSeal(
                                number, row.getString("root"), Times.fromSql(row.getOffsetDateTime("sealed_at"))),
                now);
    }
}
