package io.crowdfundfix.funding;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.funding.WalletApi.MoveMoney;
import io.crowdfundfix.funding.WalletApi.ReadWallet;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Wallets over HTTP. */
final class WalletRoutes implements Routes {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private final Bus bus;

    WalletRoutes(Bus bus) {
        this.bus = bus;
    }

    /** Body of a deposit or withdrawal. */
    record Sum(BigDecimal amount, @Nullable String currency) {
        Sum {
            Money.check(
                            Check.that()
                                    .pattern(
                                            "currency",
                                            currency,
                                            CURRENCY,
                                            "must be a currency of ISO 4217 such as USD"),
                            "amount",
                            amount)
                    .done();
        }
    }

    @Override
    public void bind(Operations on) {
        on.on(
                "getWallet",
                request -> bus.request(WalletApi.READ, new ReadWallet(request.caller()))
                        .map(Reply::ok));
        on.on("deposit", request -> move(request, false));
        on.on("withdraw", request -> move(request, true));
    }

    private Future<Reply> move(Request request, boolean out) {
        Sum body = request.body(Sum.class);
        return bus.request(
                        WalletApi.MOVE,
                        new MoveMoney(
                                request.caller(),
                                Money.cents(body.amount()),
                                body.currency(),
                                out,
                                request.idempotencyKey()))
                .map(wallet -> Reply.created("/api/v1/wallet", wallet));
    }
}
