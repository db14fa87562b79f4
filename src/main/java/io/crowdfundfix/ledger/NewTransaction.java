package io.crowdfundfix.ledger;

import java.util.List;

/**
 * A movement of money: postings to different accounts that sum to zero.
 *
 * @param key says which movement it is, for ever: a key moves money once
 * @param requestHash digest of the request that a client's key came with; empty for keys of our own
 * @param subject the contribution or bug it is about; 0 for none
 */
public record NewTransaction(
        String key, String requestHash, TransactionKind kind, long subject, List<NewPosting> postings) {
    private static final int MAX_POSTINGS = 100;

    public NewTransaction {
        postings = List.copyOf(postings);
        long sum = 0;
        for (NewPosting posting : postings) {
            if (posting.cents() == 0) {
                throw new IllegalArgumentException(key + " moves nothing on " + posting.account());
            }
            sum = Math.addExact(sum, posting.cents());
        }
        if (postings.stream().map(NewPosting::account).distinct().count() < postings.size()) {
            throw new IllegalArgumentException(key + " names an account twice");
        }
        if (postings.size() < 2 || postings.size() > MAX_POSTINGS || sum != 0) {
            throw new IllegalArgumentException(
                    key + " has " + postings.size() + " postings that sum to " + sum + ", not to 0");
        }
    }

    /** The simplest one: so much from here to there. */
    public static NewTransaction transfer(
            String key, TransactionKind kind, long subject, AccountName from, AccountName to, long cents) {
        return new NewTransaction(
                key, "", kind, subject, List.of(new NewPosting(from, -cents), new NewPosting(to, cents)));
    }

    /** The same under the key of a client. */
    public NewTransaction requestedBy(String clientKey, String hash) {
        return new NewTransaction(clientKey, hash, kind, subject, postings);
    }
}
