package io.crowdfundfix.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewTransactionTest {
    private static final AccountName ANNA = AccountName.wallet(1);
    private static final AccountName BUG = AccountName.escrow(1);

    @Test
    void sumsToZero() {
        refused("sum to 1", new NewPosting(ANNA, -1), new NewPosting(BUG, 2));
        assertThrows(
                ArithmeticException.class,
                () -> of(new NewPosting(ANNA, Long.MAX_VALUE), new NewPosting(BUG, Long.MAX_VALUE)));
        assertEquals(
                2,
                of(new NewPosting(ANNA, -2), new NewPosting(BUG, 2)).postings().size());
    }

    @Test
    void movesSomethingBetweenDifferentAccounts() {
        refused("moves nothing", new NewPosting(ANNA, 0), new NewPosting(BUG, 0));
        refused("twice", new NewPosting(ANNA, -1), new NewPosting(ANNA, 1));
        refused("0 postings");
    }

    @Test
    void hasALimit() {
        List<NewPosting> postings = new ArrayList<>(List.of(new NewPosting(BUG, -100)));
        for (int i = 0; i < 100; i++) {
            postings.add(new NewPosting(AccountName.wallet(i), 1));
        }
        refused("101 postings", postings.toArray(NewPosting[]::new));
    }

    private static void refused(String why, NewPosting... postings) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> of(postings)).getMessage());
        assertTrue(message.contains(why), message);
    }

    private static NewTransaction of(NewPosting... postings) {
        return new NewTransaction("k", "", TransactionKind.MOVE, 0, List.of(postings));
    }
}
