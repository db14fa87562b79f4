package io.crowdfundfix.ledger;

/** Why money moves. There is none that pays the platform. */
public enum TransactionKind {
    DEPOSIT,
    WITHDRAWAL,
    CONTRIBUTION,
    REFUND,
    EXPIRY,
    MOVE,
    PAYOUT
}
