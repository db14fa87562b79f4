package io.crowdfundfix.analytics;

import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugReport;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.ChangeStatus;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bugs.BugsApi.RecordAnalysis;
import io.crowdfundfix.bugs.BugsApi.ReportBug;
import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Parameters;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.database.Times;
import io.crowdfundfix.journal.Delta;
import io.crowdfundfix.journal.Deltas;
import io.crowdfundfix.journal.Forecast;
import io.crowdfundfix.journal.Metrics;
import io.crowdfundfix.json.RawJson;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.testing.Await;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes bugs through their own capability and money on them as funding writes it, by chance and the same again for the same seed. */
final class InventedHistory {
    private static final Caller ADMIN = new Caller(1, Role.ADMIN);
    private static final AtomicLong NUMBERS = new AtomicLong(1);

    private final Random random;
    private final Platform platform;
    private final Clock clock;
    private final Deltas deltas = new Deltas();
    private final List<Money> bugs = new ArrayList<>();

    InventedHistory(Platform platform, Clock clock, long seed) {
        this.platform = platform;
        this.clock = clock;
        this.random = new Random(seed);
    }

    /** What is on a bug. */
    private static final class Money {
        private final long bug;
        private final Instant reportedAt;
        private final List<Long> contributions = new ArrayList<>();
        private final List<Long> amounts = new ArrayList<>();
        private @Nullable Instant openedAt;
        private boolean claimed;
        private boolean paid;
        private long version;
        private @Nullable Forecast foreseen;

        Money(long bug, Instant reportedAt) {
            this.bug = bug;
            this.reportedAt = reportedAt;
        }

        long held() {
            return amounts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** One more thing happens. */
    void step() {
        int kind = bugs.isEmpty() ? 0 : random.nextInt(9);
        if (kind == 0) {
            report();
            return;
        }
        Money money = bugs.get(random.nextInt(bugs.size()));
        switch (kind) {
            case 1, 2 -> move(money);
            case 3 -> analyse(money);
            case 4, 5, 6 -> contribute(money);
            case 7 -> refund(money);
            default -> claimOrPay(money);
        }
    }

    private void report() {
        BugReport report = new BugReport("Bug", "It crashes.", null, null, List.of(), null);
        BugView bug = Await.result(platform.bus().request(BugsApi.REPORT, new ReportBug(ADMIN, report, null)));
        bugs.add(new Money(bug.id(), bug.createdAt()));
    }

    private void move(Money money) {
        Status now = Await.result(platform.bus().request(BugsApi.FIND, new FindBug(money.bug)))
                .status();
        List<Status> next = switch (now) {
            case OPEN -> List.of(Status.IN_PROGRESS, Status.CLOSED);
            case IN_PROGRESS -> List.of(Status.IN_REVIEW);
            case IN_REVIEW -> List.of(Status.RESOLVED, Status.RESOLVED, Status.IN_PROGRESS);
            case RESOLVED -> List.of(Status.CLOSED, Status.OPEN);
            case CLOSED -> List.of(Status.OPEN);
        };
        Status to = next.get(random.nextInt(next.size()));
        Await.result(platform.bus().request(BugsApi.CHANGE_STATUS, new ChangeStatus(ADMIN, money.bug, to, null)));
    }

    private void analyse(Money money) {
        if (money.paid) {
            return; // an analysis that comes after the payout was no forecast
        }
        long p50 = 10L + random.nextInt(300);
        String document = "{\"bounty_interval\":{\"p10\":%d,\"p50\":%d,\"p90\":%d}}".formatted(p50 / 2, p50, p50 * 2);
        money.foreseen = new Forecast(p50 / 2 * 100, p50 * 100, p50 * 200);
        Await.result(platform.bus()
                .request(
                        BugsApi.RECORD_ANALYSIS,
                        new RecordAnalysis(
                                money.bug,
                                random.nextBoolean() ? "ui" : "backend",
                                random.nextBoolean() ? Severity.HIGH : Severity.LOW,
                                0.5,
                                0.5,
                                p50 * 100,
                                new RawJson(document))));
    }

    private void contribute(Money money) {
        Instant now = clock.instant();
        long amount = 1L + random.nextInt(random.nextBoolean() ? 5_000 : 150_000);
        long before = money.held();
        List<Delta> made = new ArrayList<>(List.of(
                Delta.of(Metrics.CONTRIBUTIONS, Metrics.ALL, now, 1, amount),
                Delta.of(Metrics.HELD, Metrics.ALL, now, 1, amount)));
        made.addAll(Metrics.bountyMoved(money.openedAt == null ? null : Long.valueOf(before), before + amount, now));
        if (money.openedAt == null) {
            made.add(Metrics.took(Metrics.HOURS_TO_FUND, money.reportedAt, now));
        }
        long id = NUMBERS.incrementAndGet();
        boolean opens = money.openedAt == null;
        written(
                made,
                session -> run(session, """
                        insert into contributions (id, bug_id, contributor_name, amount_cents, source, state,
                          release_level, made_at, expires_at)
                        values (#{id}, #{bug}, 'A', #{cents}, 'WALLET', 'HELD', 0, #{now}, #{now})
                        """, money, id, amount)
                        .compose(done -> opens ? run(session, """
                        insert into bounties (bug_id, state, reporter, release_level, review_share_bps, held_cents,
                          released_cents, refunded_cents, contributions, opened_at, updated_at, version, told)
                        values (#{bug}, 'OPEN', 1, 0, 0, 0, 0, 0, 0, #{now}, #{now}, 1, true)
                        """, money, id, amount) : Future.succeededFuture(0))
                        .compose(done -> held(session, money, before + amount)));
        money.openedAt = opens ? now : money.openedAt;
        money.contributions.add(id);
        money.amounts.add(amount);
    }

    private void refund(Money money) {
        if (money.contributions.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        long before = money.held();
        long id = money.contributions.remove(0);
        long amount = money.amounts.remove(0);
        List<Delta> made = new ArrayList<>(List.of(
                Delta.of(Metrics.REFUNDS, Metrics.ALL, now, 1, amount),
                Delta.of(Metrics.HELD, Metrics.ALL, now, -1, -amount)));
        made.addAll(Metrics.bountyMoved(before, before - amount, now));
        String state = random.nextBoolean() ? "REFUNDED" : "EXPIRED_REFUNDED";
        written(
                made,
                session -> run(
                                session,
                                "update contributions set state = '" + state + "', ended_at = #{now} where id = #{id}",
                                money,
                                id,
                                amount)
                        .compose(done -> held(session, money, before - amount)));
    }

    private void claimOrPay(Money money) {
        if (money.held() == 0) {
            return;
        }
        if (!money.claimed || random.nextBoolean()) {
            claim(money);
        } else {
            pay(money);
        }
    }

    private void claim(Money money) {
        Instant opened = money.openedAt;
        List<Delta> made = money.claimed || opened == null
                ? List.of()
                : List.of(Metrics.took(Metrics.HOURS_TO_CLAIM, opened, clock.instant()));
        written(made, session -> run(session, """
                insert into claims (id, bug_id, developer_id, state, ai_assisted, attempts, made_at, expires_at, version)
                values (#{id}, #{bug}, 7, 'ACTIVE', false, 0, #{now}, #{now}, 1)
                """, money, NUMBERS.incrementAndGet(), 0));
        money.claimed = true;
    }

    private void pay(Money money) {
        Instant now = clock.instant();
        Instant opened = money.openedAt;
        long amount = money.held();
        long developer = 100L + random.nextInt(15);
        List<Delta> made = new ArrayList<>(List.of(
                Delta.of(Metrics.PAYOUTS, Metrics.ALL, now, 1, amount),
                Delta.of(Metrics.HELD, Metrics.ALL, now, -money.contributions.size(), -amount),
                Delta.of(Metrics.DEVELOPER_PAID, Long.toString(developer), now, 1, amount)));
        made.addAll(Metrics.bountyMoved(amount, 0, now));
        if (!money.paid && opened != null) {
            made.add(Metrics.took(Metrics.HOURS_TO_FIX, opened, now));
            if (money.foreseen != null) {
                made.addAll(Metrics.forecast(money.foreseen, amount, now));
            }
        }
        money.version++;
        written(
                made,
                session -> run(session, """
                        insert into bounty_events (bug_id, version, kind, amount_cents, detail, at)
                        values (#{bug}, #{version}, 'paid', #{cents}, '', #{now})
                        """, money, 0, amount)
                        .compose(done -> run(session, """
                        update contributions set state = 'RELEASED', ended_at = #{now}
                        where bug_id = #{bug} and state = 'HELD'
                        """, money, 0, amount))
                        .compose(done -> ledger(session, money, developer, amount))
                        .compose(done -> held(session, money, 0)));
        money.paid = true;
        money.contributions.clear();
        money.amounts.clear();
    }

    private Future<Integer> ledger(Session session, Money money, long developer, long amount) {
        return run(session, """
                        insert into ledger_accounts (id, kind, owner, blind, opened_at)
                        values (#{id}, 'WALLET', #{id}, '', #{now}) on conflict do nothing
                        """, money, developer, 0)
                .compose(done -> run(session, """
                        insert into ledger_transactions (id, batch_id, batch_position, kind, idempotency_key, request_hash,
                          subject, at)
                        values (#{version}, 1, 1, 'PAYOUT', #{key}, '', #{bug}, #{now})
                        """, money, developer, amount))
                .compose(done -> run(session, """
                        insert into ledger_postings (transaction_id, line, account_id, public_account, amount_cents)
                        values (#{version}, 1, #{id}, '', #{cents})
                        """, money, developer, amount));
    }

    private Future<Integer> held(Session session, Money money, long cents) {
        return run(session, "update bounties set held_cents = #{cents} where bug_id = #{bug}", money, 0, cents);
    }

    private Future<Integer> run(Session session, String sql, Money money, long id, long cents) {
        return session.update(
                sql,
                Parameters.with("id", id)
                        .and("bug", money.bug)
                        .and("cents", cents)
                        .and("version", money.bug * 1_000 + money.version)
                        .and("key", "payout:" + money.bug + ":" + money.version)
                        .and("now", Times.toSql(clock.instant())));
    }

    private void written(List<Delta> made, Function<Session, Future<Integer>> rows) {
        Await.result(platform.database()
                .transaction(session -> rows.apply(session).compose(done -> deltas.add(session, made))));
    }
}
