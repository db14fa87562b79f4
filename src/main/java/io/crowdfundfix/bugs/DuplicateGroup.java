package io.crowdfundfix.bugs;

import io.crowdfundfix.bugs.DuplicatesApi.DuplicateState;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Bugs that confirmed pairs hold together, or may soon. Each points at the oldest bug that it is held together with, so that there are no
 * chains and no circles, whatever is confirmed in whatever order.
 */
record DuplicateGroup(List<Member> members, List<Pair> pairs) {
    static final int MAX_MEMBERS = 200;

    private static final Comparator<Member> OLDEST_FIRST =
            Comparator.comparing(Member::reportedAt).thenComparing(Member::id);

    /** One bug. */
    record Member(
            long id,
            long createdBy,
            Instant reportedAt,
            @Nullable Long duplicateOf,
            long version) {}

    /** Two bugs, the lower number first, and what is said of them. */
    record Pair(long low, long high, DuplicateState state) {
        static Pair of(long one, long other, DuplicateState state) {
            return new Pair(Math.min(one, other), Math.max(one, other), state);
        }

        boolean isOf(long one, long other) {
            return low == Math.min(one, other) && high == Math.max(one, other);
        }
    }

    DuplicateGroup {
        members = List.copyOf(members);
        pairs = List.copyOf(pairs);
    }

    Member member(long id) {
        return members.stream().filter(member -> member.id() == id).findFirst().orElseThrow();
    }

    @Nullable DuplicateState said(long one, long other) {
        return pairs.stream()
                .filter(pair -> pair.isOf(one, other))
                .map(Pair::state)
                .findFirst()
                .orElse(null);
    }

    boolean holdsTogether(long one, long other) {
        Map<Long, Member> oldest = oldestById();
        return Objects.equals(oldest.get(one), oldest.get(other));
    }

    /** Refuses a suggestion that was rejected before. */
    void checkSuggestion(long one, long other) {
        if (said(one, other) == DuplicateState.REJECTED) {
            throw Fault.conflict(
                            "duplicate_rejected",
                            "Bugs " + one + " and " + other + " were judged to be different: only who may decide can"
                                    + " still confirm them")
                    .allowing(List.of(DuplicateState.CONFIRMED.word()));
        }
    }

    /** The group after this decision, if this caller may take it and it contradicts no earlier one. */
    DuplicateGroup decided(Caller caller, long one, long other, DuplicateState decision) {
        if (!caller.isAdmin()
                && caller.id() != member(one).createdBy()
                && caller.id() != member(other).createdBy()) {
            throw Fault.forbidden("not_your_bug", "Only a reporter of one of these bugs or an ADMIN may decide this");
        }
        List<Pair> said = new ArrayList<>(pairs);
        said.removeIf(pair -> pair.isOf(one, other));
        said.add(Pair.of(one, other, decision));
        DuplicateGroup next = new DuplicateGroup(members, said);
        next.checkSize(one);
        next.checkRejected(decision);
        return next;
    }

    private void checkSize(long one) {
        Map<Long, Member> oldest = oldestById();
        long size = oldest.values().stream()
                .filter(root -> root.equals(oldest.get(one)))
                .count();
        if (size > MAX_MEMBERS) {
            throw Fault.conflict("group_too_large", "A group of duplicates has at most " + MAX_MEMBERS + " bugs")
                    .allowing(List.of(DuplicateState.REJECTED.word()));
        }
    }

    private void checkRejected(DuplicateState decision) {
        for (Pair pair : pairs) {
            if (pair.state() == DuplicateState.REJECTED && holdsTogether(pair.low(), pair.high())) {
                throw decision == DuplicateState.CONFIRMED ? wouldJoin(pair) : areHeld(pair);
            }
        }
    }

    private static Fault wouldJoin(Pair rejected) {
        return Fault.conflict(
                        "rejected_in_group",
                        "This would put bugs " + rejected.low() + " and " + rejected.high()
                                + " into one group, which were judged to be different")
                .allowing(List.of(DuplicateState.REJECTED.word()));
    }

    private Fault areHeld(Pair rejected) {
        String others = pairs.stream()
                .filter(pair -> pair.state() == DuplicateState.CONFIRMED)
                .filter(pair -> holdsTogether(pair.low(), rejected.low()))
                .map(pair -> pair.low() + "–" + pair.high())
                .limit(10)
                .collect(Collectors.joining(", "));
        return Fault.conflict(
                        "held_together",
                        "Bugs " + rejected.low() + " and " + rejected.high()
                                + " are in one group by way of other bugs: reject one of these pairs first: " + others)
                .allowing(List.of(DuplicateState.CONFIRMED.word()));
    }

    /** Members that point elsewhere than they did, and at what; null for those that point at nothing now. */
    Map<Long, @Nullable Long> moved() {
        Map<Long, Member> oldest = oldestById();
        Map<Long, @Nullable Long> moved = new HashMap<>();
        for (Member member : members) {
            Member root = oldest.getOrDefault(member.id(), member);
            Long target = root.id() == member.id() ? null : Long.valueOf(root.id());
            if (target == null ? member.duplicateOf() != null : !target.equals(member.duplicateOf())) {
                moved.put(member.id(), target);
            }
        }
        return moved;
    }

    /** For each bug the oldest that confirmed pairs lead to; the groups are small, so it goes round until nothing changes. */
    private Map<Long, Member> oldestById() {
        Map<Long, Member> oldest = members.stream().collect(Collectors.toMap(Member::id, Function.identity()));
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Pair pair : pairs) {
                changed |= pair.state() == DuplicateState.CONFIRMED && joined(oldest, pair);
            }
        }
        return oldest;
    }

    private static boolean joined(Map<Long, Member> oldest, Pair pair) {
        Member one = oldest.get(pair.low());
        Member other = oldest.get(pair.high());
        if (one == null || other == null || one.equals(other)) {
            return false;
        }
        Member older = OLDEST_FIRST.compare(one, other) < 0 ? one : other;
        oldest.put(pair.low(), older);
        oldest.put(pair.high(), older);
        return true;
    }
}
