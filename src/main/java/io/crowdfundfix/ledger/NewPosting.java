package io.crowdfundfix.ledger;

/**
 * What a transaction does to one account.
 *
 * @param cents added to the account; negative takes from it, never 0
 */
public record NewPosting(AccountName account, long cents) {}
