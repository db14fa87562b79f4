package io.crowdfundfix.funding;

import io.crowdfundfix.fault.Check;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Amounts in major units, and the same in cents. */
final class Money {
    /** No single movement is larger: what a person means to give, and far from what a long holds. */
    static final long MOST_CENTS = 100_000_000;

    private static final BigDecimal MOST = BigDecimal.valueOf(MOST_CENTS, 2);
    private static final BigDecimal LEAST = BigDecimal.valueOf(1, 2);

    private Money() {}

    /** Names the field unless it is an amount of 0.01 to 1,000,000 with at most two decimals. */
    static Check check(Check check, String field, @Nullable BigDecimal amount) {
        if (amount == null) {
            return check.required(field, null);
        }
        // compared first: of 1e308 no digit is ever written out
        boolean inRange = amount.compareTo(LEAST) >= 0 && amount.compareTo(MOST) <= 0;
        return inRange
                ? check.isTrue(field, amount.stripTrailingZeros().scale() <= 2, "must have at most two decimals")
                : check.isTrue(field, false, "must be between 0.01 and 1000000");
    }

    /** Names the field if it names another currency than this installation's. */
    static Check checkCurrency(Check check, @Nullable String currency, String ours) {
        return check.isTrue(
                "currency",
                currency == null || currency.equals(ours),
                "must be " + ours + ": this installation knows no other");
    }

    static long cents(BigDecimal amount) {
        return amount.movePointRight(2).longValueExact();
    }

    static BigDecimal amount(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    /** For people: {@code 12.50 USD}. */
    static String text(long cents, String currency) {
        return amount(cents).toPlainString() + " " + currency;
    }
}
