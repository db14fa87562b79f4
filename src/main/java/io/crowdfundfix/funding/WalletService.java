package io.crowdfundfix.funding;

import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.WalletApi.MoveMoney;
import io.crowdfundfix.funding.WalletApi.ReadWallet;
import io.crowdfundfix.funding.WalletApi.WalletView;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.AuditLog;
import io.crowdfundfix.ledger.AccountName;
import io.crowdfundfix.ledger.Ledger;
import io.crowdfundfix.ledger.NewTransaction;
import io.crowdfundfix.ledger.Outcome;
import io.crowdfundfix.ledger.TransactionKind;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users have here: money comes in from the simulated payment account and goes out to it. */
final class WalletService {
    private final Database database;
    private final Clock clock;
    private final Ledger ledger;
    private final FundingConfig config;
    private final AuditLog audit = new AuditLog();

    WalletService(SharedFunding shared) {
        this.database = shared.platform().database();
        this.clock = shared.platform().clock();
        this.ledger = shared.ledger();
        this.config = shared.config();
    }

    Future<WalletView> read(ReadWallet question) {
        long user = question.caller().id();
        return ledger.open(List.of(AccountName.wallet(user))).compose(opened -> view(user, null));
    }

    Future<WalletView> move(MoveMoney question) {
        Money.checkCurrency(Check.that(), question.currency(), config.currency())
                .done();
        long user = question.caller().id();
        NewTransaction transfer = transfer(question, user);
        return ledger.open(List.of(AccountName.external(), AccountName.wallet(user)))
                .compose(opened -> database.transaction(session ->
                        ledger.post(session, transfer).compose(outcome -> taken(session, question, outcome, user))))
                .compose(transaction -> view(user, transaction));
    }

    private static NewTransaction transfer(MoveMoney question, long user) {
        AccountName wallet = AccountName.wallet(user);
        AccountName from = question.out() ? wallet : AccountName.external();
        AccountName to = question.out() ? AccountName.external() : wallet;
        TransactionKind kind = question.out() ? TransactionKind.WITHDRAWAL : TransactionKind.DEPOSIT;
        // no subject: the public must not see whose wallet it is
        NewTransaction transfer =
                NewTransaction.transfer("wallet:" + UUID.randomUUID(), kind, 0, from, to, question.cents());
        return question.key() == null
                ? transfer
                : transfer.requestedBy(
                        "client:" + user + ":" + question.key().value(),
                        question.key().requestHash());
    }

    private Future<Long> taken(Session session, MoveMoney question, Outcome outcome, long user) {
        if (outcome instanceof Outcome.Short tooLittle) {
            throw Fault.conflict(
                    "insufficient_funds",
                    "There are " + Money.text(tooLittle.balanceCents(), config.currency()) + " in your wallet");
        }
        if (outcome instanceof Outcome.Earlier earlier) {
            Replays.check(earlier, question.key() == null ? "" : question.key().requestHash(), clock.instant());
            return Future.succeededFuture(earlier.transaction());
        }
        AuditEntry entry = new AuditEntry(
                clock.instant(),
                user,
                question.out() ? "money_withdrawn" : "money_deposited",
                "wallet",
                user,
                null,
                question.cents(),
                "");
        return audit.add(session, entry).map(((Outcome.Posted) outcome).transaction());
    }

    private Future<WalletView> view(long user, @Nullable Long transaction) {
        AccountName wallet = AccountName.wallet(user);
        return ledger.number(database, wallet)
                .compose(account -> ledger.balance(database, wallet)
                        .map(cents -> new WalletView(
                                user, account, Money.amount(cents), cents, config.currency(), transaction)));
    }
}
