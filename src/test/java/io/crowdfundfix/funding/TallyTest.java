package io.crowdfundfix.funding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.crowdfundfix.funding.ClaimsApi.Choice;
import io.crowdfundfix.funding.Tally.Vote;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final List<Choice> DISPUTE = List.of(Choice.PAY, Choice.REOPEN, Choice.REFUND);

    @Test
    void halfOfTheMoneyIsNoMajorityAndACentMoreIs() {
        assertNull(tally(100, vote(1, Choice.REFUND, 50)).majority(DISPUTE));
        assertEquals(Choice.REFUND, tally(101, vote(1, Choice.REFUND, 51)).majority(DISPUTE));
    }

    @Test
    void moneyWhoseBackersDoNotVoteCountsAgainstAMajority() {
        assertNull(tally(1_000, vote(1, Choice.REOPEN, 400)).majority(DISPUTE));
    }

    @Test
    void whenTheTimeIsOverTheMostMoneyThatVotedDecides() {
        assertEquals(
                Choice.REOPEN,
                tally(1_000, vote(1, Choice.REOPEN, 2), vote(2, Choice.REFUND, 1))
                        .outcome());
    }

    @Test
    void aTieOrNoVoteLetsTheEvidenceStand() {
        assertEquals(Choice.PAY, tally(1_000).outcome());
        assertEquals(
                Choice.PAY,
                tally(1_000, vote(1, Choice.REOPEN, 5), vote(2, Choice.REFUND, 5))
                        .outcome());
        assertEquals(Choice.PAY, tally(1_000, vote(1, Choice.REFUND, 0)).outcome());
    }

    private static Vote vote(long voter, Choice choice, long cents) {
        return new Vote(voter, choice, cents);
    }

    private static Tally tally(long held, Vote... votes) {
        return Tally.of(List.of(votes), held);
    }
}
