package io.crowdfundfix.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.BothDatabases;
import io.crowdfundfix.testing.MutableClock;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Random histories, each on accounts of its own: some step after step beside a model, some with all their steps at once on two nodes. */
@ExtendWith(BothDatabases.class)
class LedgerHistoriesTest {
    private static final long SEED = 20_261_120;
    private static final int HISTORIES = 2_000;
    private static final int AT_ONCE = 20;

    private Database database;
    private MutableClock clock;
    private List<Ledger> nodes;
    private Sealer sealer;
    private final Fault rolledBack = Fault.conflict("rolled_back", "as the history wants it");
    private final Set<Long> committed = new HashSet<>();

    @BeforeEach
    void open(Database ofThisTest, MutableClock clockOfThisTest) {
        database = ofThisTest;
        clock = clockOfThisTest;
        sealer = new Sealer(database, clock);
        nodes = List.of(new Ledger(database, clock), new Ledger(database, clock));
    }

    /** What one commit is to do, and whether it is to be undone. */
    private record Step(List<NewTransaction> transactions, boolean undone) {}

    @Test
    void noHistoryMakesOrLosesMoney() {
        for (int group = 0; group < HISTORIES / AT_ONCE; group++) {
            List<History> histories = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int number = group * AT_ONCE + i;
                histories.add(new History(number, new Random(SEED + number)));
            }
            Await.result(nodes.get(0)
                    .open(histories.stream()
                            .flatMap(history -> history.accounts().stream())
                            .toList()));
            List<Future<Void>> all = histories.stream()
                    .map(history -> history.number % 4 == 0 ? atOnce(history) : inTurn(history, 0))
                    .toList();
            all.forEach(Await::result);
        }
        LedgerRows rows = LedgerRows.read(database);
        rows.areSound();
        assertEquals(committed, rows.transactions());
        while (Await.result(sealer.seal()) > 0) {
            assertTrue(LedgerRows.count(database, "ledger_seals") < HISTORIES);
        }
        String verdict = Exported.verdict(Exported.lines(database, clock, true));
        assertTrue(verdict.contains(" " + committed.size() + " transactions"), verdict);
    }

    private Future<Void> inTurn(History history, int step) {
        if (step == history.steps.size()) {
            return Future.succeededFuture();
        }
        Step now = history.steps.get(step);
        List<String> expected = history.expected(now);
        return run(now, nodes.get(history.random.nextInt(2))).compose(outcomes -> {
            assertEquals(expected, outcomes, "history " + history.number + ", step " + step);
            return inTurn(history, step + 1);
        });
    }

    private Future<Void> atOnce(History history) {
        List<Future<List<String>>> all = new ArrayList<>();
        for (int i = 0; i < history.steps.size(); i++) {
            all.add(run(history.steps.get(i), nodes.get(i % 2)));
        }
        return Future.join(all).mapEmpty();
    }

    /** What became of each, in words that a model can say as well. */
    private Future<List<String>> run(Step step, Ledger ledger) {
        return database.transaction(session -> ledger.post(session, step.transactions())
                        .compose(outcomes ->
                                step.undone() ? Future.failedFuture(rolledBack) : Future.succeededFuture(outcomes)))
                .map(outcomes -> {
                    synchronized (committed) {
                        for (Outcome outcome : outcomes) {
                            if (outcome instanceof Outcome.Posted posted) {
                                committed.add(posted.transaction());
                            }
                        }
                    }
                    return outcomes.stream().map(LedgerHistoriesTest::word).toList();
                })
                .otherwise(failure -> {
                    if (failure != rolledBack) {
                        throw new AssertionError(failure);
                    }
                    return List.of();
                });
    }

    private static String word(Outcome outcome) {
        return outcome instanceof Outcome.Short refused
                ? "short " + refused.account() + " " + refused.balanceCents()
                : outcome.getClass().getSimpleName();
    }

    /** Steps drawn from a seed, and balances and keys as they ought to be. */
    private static final class History {
        private static final int MOST = 1_000;

        final int number;
        final Random random;
        final List<Step> steps = new ArrayList<>();
        private Map<AccountName, Long> balances = new HashMap<>();
        private Set<String> keys = new HashSet<>();

        History(int number, Random random) {
            this.number = number;
            this.random = random;
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                List<NewTransaction> transactions = new ArrayList<>();
                int size = 1 + random.nextInt(4);
                for (int j = 0; j < size; j++) {
                    transactions.add(transaction());
                }
                steps.add(new Step(transactions, random.nextInt(6) == 0));
            }
        }

        List<AccountName> accounts() {
            return List.of(AccountName.external(), wallet(0), wallet(1), wallet(2), escrow(0), escrow(1));
        }

        private AccountName wallet(int index) {
            return AccountName.wallet(number * 10L + index);
        }

        private AccountName escrow(int index) {
            return AccountName.escrow(number * 10L + index);
        }

        private NewTransaction transaction() {
            String key = number + "/" + random.nextInt(12);
            int cents = 1 + random.nextInt(MOST);
            AccountName wallet = wallet(random.nextInt(3));
            AccountName escrow = escrow(random.nextInt(2));
            return switch (random.nextInt(7)) {
                case 0, 1 -> transfer(key, TransactionKind.DEPOSIT, AccountName.external(), wallet, cents);
                case 2 -> transfer(key, TransactionKind.CONTRIBUTION, AccountName.external(), escrow, cents);
                case 3 -> transfer(key, TransactionKind.CONTRIBUTION, wallet, escrow, cents / 2 + 1);
                case 4 -> transfer(key, TransactionKind.REFUND, escrow, wallet, cents / 2 + 1);
                case 5 -> transfer(key, TransactionKind.MOVE, escrow(0), escrow(1), cents / 2 + 1);
                default -> payout(key, escrow, cents + 2);
            };
        }

        private static NewTransaction transfer(
                String key, TransactionKind kind, AccountName from, AccountName to, long cents) {
            return NewTransaction.transfer(key, kind, 1, from, to, cents);
        }

        private NewTransaction payout(String key, AccountName escrow, long cents) {
            long first = 1L + random.nextInt((int) cents - 2);
            long second = 1L + random.nextInt((int) (cents - first));
            List<NewPosting> postings = new ArrayList<>(List.of(
                    new NewPosting(wallet(0), first),
                    new NewPosting(escrow, -cents),
                    new NewPosting(wallet(1), second)));
            if (first + second < cents) {
                postings.add(new NewPosting(wallet(2), cents - first - second));
            }
            return new NewTransaction(key, "", TransactionKind.PAYOUT, 1, postings);
        }

        /** What this step ought to answer, and to change unless it is undone. */
        List<String> expected(Step step) {
            Map<AccountName, Long> balancesBefore = new HashMap<>(balances);
            Set<String> keysBefore = new HashSet<>(keys);
            List<String> words =
                    step.transactions().stream().map(this::expected).toList();
            if (step.undone()) {
                balances = balancesBefore;
                keys = keysBefore;
                return List.of();
            }
            return words;
        }

        private String expected(NewTransaction transaction) {
            if (keys.contains(transaction.key())) {
                return "Earlier";
            }
            for (NewPosting posting : transaction.postings()) {
                long balance = balances.getOrDefault(posting.account(), 0L);
                if (posting.account().kind() != AccountKind.EXTERNAL && balance + posting.cents() < 0) {
                    return "short " + posting.account() + " " + balance;
                }
            }
            keys.add(transaction.key());
            transaction.postings().forEach(posting -> balances.merge(posting.account(), posting.cents(), Long::sum));
            return "Posted";
        }
    }
}
