package io.crowdfundfix.ledger;

/** What an account is for. */
public enum AccountKind {
    /** The simulated payment account: where money comes from and goes to. It alone has no lower bound. */
    EXTERNAL,
    /** What a user can spend or withdraw. */
    WALLET,
    /** What is held for a bug. */
    ESCROW;

    boolean isBounded() {
        return this != EXTERNAL;
    }
}
