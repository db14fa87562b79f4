package io.crowdfundfix.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last balances of the accounts that a batch has locked, running along with what it posts. */
final class Heads {
    private final Map<AccountName, Head> headByAccount = new HashMap<>();

    /**
     * How far an account has come.
     *
     * @param seq of its last posting; 0 where it has none
     */
    record Head(long seq, long balanceCents) {
        static final Head NONE = new Head(0, 0);
    }

    void put(AccountName account, Head head) {
        headByAccount.put(account, head);
    }

    /** Takes all of these postings, or none of them and says which account lacks the money. */
    Outcome.@Nullable Short take(List<NewPosting> postings) {
        Map<AccountName, Head> next = new HashMap<>();
        for (NewPosting posting : postings) {
            AccountName account = posting.account();
            if (account.kind().isBounded()) {
                Head head = next.getOrDefault(account, head(account));
                next.put(account, new Head(head.seq() + 1, Math.addExact(head.balanceCents(), posting.cents())));
            }
        }
        for (Map.Entry<AccountName, Head> account : next.entrySet()) {
            if (account.getValue().balanceCents() < 0) {
                return new Outcome.Short(
                        account.getKey(), head(account.getKey()).balanceCents());
            }
        }
        headByAccount.putAll(next);
        return null;
    }

    Head head(AccountName account) {
        Head head = headByAccount.get(account);
        if (head == null) {
            throw new IllegalStateException(account + " is not locked");
        }
        return head;
    }
}
