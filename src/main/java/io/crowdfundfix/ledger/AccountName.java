package io.crowdfundfix.ledger;

/**
 * One account of the ledger.
 *
 * @param owner the user of a wallet, the bug of an escrow, 0 for the external account
 */
public record AccountName(AccountKind kind, long owner) {
    public static AccountName external() {
        return new AccountName(AccountKind.EXTERNAL, 0);
    }

    public static AccountName wallet(long user) {
        return new AccountName(AccountKind.WALLET, user);
    }

    public static AccountName escrow(long bug) {
        return new AccountName(AccountKind.ESCROW, bug);
    }
}
