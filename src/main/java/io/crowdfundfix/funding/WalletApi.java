package io.crowdfundfix.funding;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.security.Caller;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of wallets: what a user has here, to spend on bugs or to take out. */
public final class WalletApi {
    public static final Endpoint<ReadWallet, WalletView> READ = endpoint("funding.read_wallet");
    public static final Endpoint<MoveMoney, WalletView> MOVE = endpoint("funding.move_money");

    private WalletApi() {}

    public record ReadWallet(Caller caller) implements BusMessage {}

    /**
     * Brings money from the simulated payment account into the caller's wallet, or back.
     *
     * @param cents above 0
     * @param out whether it leaves the wallet
     */
    public record MoveMoney(
            Caller caller,
            long cents,
            @Nullable String currency,
            boolean out,
            @Nullable IdempotencyKey key) implements BusMessage {}

    /**
     * What is in a wallet at present.
     *
     * @param accountId its account in the ledger
     * @param transactionId the transaction that moved the money; null where none was asked for
     */
    public record WalletView(
            long userId,
            long accountId,
            BigDecimal balance,
            long balanceCents,
            String currency,
            @Nullable Long transactionId)
            implements BusMessage {}
}
