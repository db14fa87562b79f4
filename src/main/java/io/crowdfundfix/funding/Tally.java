package io.crowdfundfix.funding;

import io.crowdfundfix.funding.ClaimsApi.Choice;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Votes weighed by money: a backer's vote weighs what he has on the bug.
 *
 * @param heldCents all that is held, whether its backer votes or not
 */
record Tally(Map<Choice, Long> centsByChoice, long heldCents) {
    Tally {
        centsByChoice = Map.copyOf(centsByChoice);
    }

    /**
     * One vote.
     *
     * @param cents what the voter has on the bug
     */
    record Vote(long voter, Choice choice, long cents) {}

    static Tally of(Collection<Vote> votes, long heldCents) {
        Map<Choice, Long> sums = new EnumMap<>(Choice.class);
        votes.forEach(vote -> sums.merge(vote.choice(), vote.cents(), Math::addExact));
        return new Tally(sums, heldCents);
    }

    long cents(Choice choice) {
        return centsByChoice.getOrDefault(choice, 0L);
    }

    /** What more than half of the held money wants; null as long as there is no such thing. */
    @Nullable Choice majority(List<Choice> among) {
        return among.stream()
                .filter(choice -> cents(choice) > heldCents - cents(choice))
                .findFirst()
                .orElse(null);
    }

    /** What a dispute comes to when its time is over: the most money that voted; where that is a tie or nothing, the evidence stands. */
    Choice outcome() {
        List<Choice> choices = List.of(Choice.PAY, Choice.REOPEN, Choice.REFUND);
        long most = choices.stream().mapToLong(this::cents).max().orElse(0);
        List<Choice> first =
                choices.stream().filter(choice -> cents(choice) == most).toList();
        return most > 0 && first.size() == 1 ? first.get(0) : Choice.PAY;
    }
}
