package io.crowdfundfix.ledger;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Ids;
import io.crowdfundfix.database.Session;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Moves money between accounts, inside the transaction of whoever decides that it moves. Postings are only added; each bounded account's
 * balance runs along with its postings under a lock on that account, so that it is exact, never negative, and costs the same however
 * much was posted before.
 */
public final class Ledger {
    /** What one block of the sequence gives; equals its increment. */
    private static final int ID_BLOCK = 1_000;

    /** A batch is sealed and exported whole. */
    private static final int MAX_TRANSACTIONS = 1_000;

    private static final int MAX_REMEMBERED_ACCOUNTS = 100_000;
    private static final int BLIND_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Clock clock;
    private final LedgerStore store = new LedgerStore();
    private final Ids ids = new Ids("ledger_ids", ID_BLOCK);
    /** Accounts never change. */
    private final Map<AccountName, Account> accountByName = new ConcurrentHashMap<>();

    public Ledger(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Makes sure that these accounts are open. Comes before the transaction that posts to them, and outlives its failure. */
    public Future<Void> open(Collection<AccountName> names) {
        return find(database, names).compose(found -> {
            Map<AccountKind, List<Long>> missing = ownersByKind(
                    names.stream().filter(name -> !found.containsKey(name)).toList());
            Future<Void> all = Future.succeededFuture();
            for (Map.Entry<AccountKind, List<Long>> kind : missing.entrySet()) {
                all = all.compose(done -> ids.next(database, kind.getValue().size()))
                        .compose(drawn -> store.addAccounts(
                                database, accounts(kind.getKey(), kind.getValue(), drawn), clock.instant()));
            }
            return all;
        });
    }

    /** Those of these accounts that are open, from memory or else by this session. */
    private Future<Map<AccountName, Account>> find(Session session, Collection<AccountName> names) {
        Map<AccountName, Account> found = new HashMap<>();
        List<AccountName> unknown = new ArrayList<>();
        for (AccountName name : names) {
            Account account = accountByName.get(name);
            if (account == null) {
                unknown.add(name);
            } else {
                found.put(name, account);
            }
        }
        Future<Map<AccountName, Account>> all = Future.succeededFuture(found);
        for (Map.Entry<AccountKind, List<Long>> kind : ownersByKind(unknown).entrySet()) {
            all = all.compose(before -> store.accounts(session, kind.getKey(), kind.getValue()))
                    .map(accounts -> {
                        remember(accounts);
                        accounts.forEach(account -> found.put(account.name(), account));
                        return found;
                    });
        }
        return all;
    }

    private static Map<AccountKind, List<Long>> ownersByKind(List<AccountName> names) {
        Map<AccountKind, List<Long>> owners = new EnumMap<>(AccountKind.class);
        names.stream()
                .distinct()
                .forEach(name -> owners.computeIfAbsent(name.kind(), any -> new ArrayList<>())
                        .add(name.owner()));
        return owners;
    }

    private static List<Account> accounts(AccountKind kind, List<Long> owners, List<Long> drawn) {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < owners.size(); i++) {
            byte[] blind = new byte[BLIND_BYTES];
            RANDOM.nextBytes(blind);
            accounts.add(new Account(
                    drawn.get(i),
                    new AccountName(kind, owners.get(i)),
                    HexFormat.of().formatHex(blind)));
        }
        return accounts;
    }

    private void remember(List<Account> accounts) {
        if (accountByName.size() + accounts.size() > MAX_REMEMBERED_ACCOUNTS) {
            accountByName.clear();
        }
        accounts.forEach(account -> accountByName.put(account.name(), account));
    }

    /** Posts one; says where the account lacks the money or the key has moved money already. */
    public Future<Outcome> post(Session session, NewTransaction transaction) {
        return post(session, List.of(transaction)).map(outcomes -> outcomes.get(0));
    }

    /**
     * Posts these as one batch, each of them or not: the answer says for each, in their order, what became of it. Their accounts are
     * open and stay locked until the session's transaction ends. A key that somebody else uses at this moment fails the transaction, which
     * is then run again and finds it.
     */
    public Future<List<Outcome>> post(Session session, List<NewTransaction> transactions) {
        if (transactions.size() > MAX_TRANSACTIONS) {
            throw new IllegalArgumentException(
                    transactions.size() + " transactions at once, at most " + MAX_TRANSACTIONS);
        }
        List<AccountName> names = transactions.stream()
                .flatMap(transaction -> transaction.postings().stream())
                .map(NewPosting::account)
                .distinct()
                .toList();
        return find(session, names).compose(accounts -> post(session, transactions, accounts));
    }

    private Future<List<Outcome>> post(
            Session session, List<NewTransaction> transactions, Map<AccountName, Account> accounts) {
        List<Account> bounded = accounts.values().stream()
                .filter(account -> account.name().kind().isBounded())
                .toList();
        // the lock comes first: of two with one key that touch one account, the second then sees the first
        return store.lock(session, bounded)
                .compose(heads -> store.earlier(
                                session,
                                transactions.stream().map(NewTransaction::key).toList())
                        .compose(earlier -> ids.next(session, transactions.size() + 1)
                                .compose(drawn -> write(
                                        session,
                                        new Turn(accounts, heads, earlier, drawn, clock.instant()),
                                        transactions))));
    }

    /** What a batch is written with. */
    private record Turn(
            Map<AccountName, Account> accounts,
            Heads heads,
            Map<String, Outcome.Earlier> earlier,
            List<Long> drawn,
            Instant now) {}

    private Future<List<Outcome>> write(Session session, Turn turn, List<NewTransaction> transactions) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Batch.Entry> entries = new ArrayList<>();
        Map<String, Outcome.Earlier> known = new HashMap<>(turn.earlier());
        for (int i = 0; i < transactions.size(); i++) {
            NewTransaction transaction = transactions.get(i);
            Outcome before = known.get(transaction.key());
            Outcome refused = before == null ? turn.heads().take(transaction.postings()) : before;
            long id = turn.drawn().get(i + 1);
            outcomes.add(refused == null ? new Outcome.Posted(id) : refused);
            if (refused == null) {
                entries.add(entry(id, transaction, turn));
                known.put(
                        transaction.key(),
                        new Outcome.Earlier(id, transaction.subject(), transaction.requestHash(), turn.now()));
            }
        }
        return entries.isEmpty()
                ? Future.succeededFuture(outcomes)
                : store.add(session, new Batch(turn.drawn().get(0), turn.now(), entries))
                        .map(outcomes);
    }

    private static Batch.Entry entry(long id, NewTransaction transaction, Turn turn) {
        return new Batch.Entry(
                id,
                transaction,
                transaction.postings().stream()
                        .map(one -> new Batch.Line(
                                account(turn.accounts(), one.account()),
                                one.cents(),
                                one.account().kind().isBounded() ? turn.heads().head(one.account()) : null))
                        .toList());
    }

    private static Account account(Map<AccountName, Account> open, AccountName name) {
        Account account = open.get(name);
        if (account == null) {
            throw new IllegalStateException(name + " is not open");
        }
        return account;
    }

    /** Which of these keys have moved money before. */
    public Future<Map<String, Outcome.Earlier>> earlier(Session session, List<String> keys) {
        return store.earlier(session, keys);
    }

    /** The number of an open account. */
    public Future<Long> number(Session session, AccountName name) {
        return find(session, List.of(name)).map(found -> account(found, name).id());
    }

    /** What is on an account at present, in cents; 0 for one that was never opened. */
    public Future<Long> balance(Session session, AccountName name) {
        return store.balance(session, name);
    }
}
