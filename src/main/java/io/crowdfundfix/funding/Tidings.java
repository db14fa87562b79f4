package io.crowdfundfix.funding;

import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.identity.ReputationEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an event of a bounty means to whom: who is told, in which words, whose reputation it moves, how far the bug is. */
final class Tidings {
    private Tidings() {}

    /** Who has to do with a bounty. */
    record People(long reporter, Set<Long> backers, List<Claim> claims) {
        People {
            backers = Set.copyOf(backers);
            claims = List.copyOf(claims);
        }

        @Nullable Claim claim(@Nullable Long id) {
            return claims.stream()
                    .filter(claim -> id != null && claim.id() == id)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Reputation that somebody earns or loses. */
    record Earned(long person, ReputationEvent event) {}

    /** All but who did it. */
    static Set<Long> concerned(BountyEvent event, People people) {
        Set<Long> told = new TreeSet<>();
        Claim claim = people.claim(event.claim());
        switch (event.kind()) {
            case FUNDED, CONTRIBUTION_MOVED_IN -> {
                told.add(people.reporter());
                working(people, told);
            }
            case CLAIMED, CLAIM_WITHDRAWN -> {
                told.add(people.reporter());
                told.addAll(people.backers());
            }
            case FIX_FAILED, CLAIM_EXPIRED, CLAIM_REJECTED, VOTED -> earners(claim, told);
            case FIX_SUBMITTED, FIX_VERIFIED, DISPUTED, DISPUTE_DECIDED, PAID, REVIEW_ENDED -> {
                told.add(people.reporter());
                told.addAll(people.backers());
                earners(claim, told);
                working(people, told);
            }
            case EXPIRED, CANCELLED, CONTRIBUTION_EXPIRED, CONTRIBUTION_RETURNED, REFUNDED -> {
                told.addAll(people.backers());
                working(people, told);
            }
            case CLAIM_EDITED, CONTRIBUTION_MOVED_OUT, PAYING -> {}
        }
        if (event.actor() != null) {
            told.remove(event.actor());
        }
        return told;
    }

    private static void working(People people, Set<Long> told) {
        people.claims().stream().filter(claim -> claim.state().isOpen()).forEach(claim -> told.add(claim.developer()));
    }

    private static void earners(@Nullable Claim claim, Set<Long> told) {
        if (claim != null) {
            told.add(claim.developer());
            claim.work().splits().forEach(split -> told.add(split.developer()));
        }
    }

    static String sentence(BountyEvent event) {
        String said = switch (event.kind()) {
            case FUNDED -> "was funded";
            case CONTRIBUTION_RETURNED -> "has lost money: it went back";
            case CONTRIBUTION_EXPIRED -> "has lost money: it expired and went back";
            case CONTRIBUTION_MOVED_OUT -> "has lost money: it moved";
            case CONTRIBUTION_MOVED_IN -> "got money from a duplicate";
            case CLAIMED -> "was claimed";
            case CLAIM_EDITED -> "has a changed claim";
            case CLAIM_WITHDRAWN -> "is no longer claimed by one developer";
            case CLAIM_EXPIRED -> "is no longer claimed: the time is over";
            case FIX_FAILED -> "got a fix that failed verification";
            case FIX_SUBMITTED -> "got a fix that waits for your vote";
            case FIX_VERIFIED -> "has a verified fix; who objects can dispute it now";
            case VOTED -> "got a vote on a claim";
            case CLAIM_REJECTED -> "has a rejected claim";
            case REVIEW_ENDED -> "had a fix in review until the time was over";
            case DISPUTED -> "has a disputed fix; who has money on it can vote";
            case DISPUTE_DECIDED -> "had a dispute, which is decided";
            case PAYING -> "is being paid";
            case PAID -> "was paid";
            case EXPIRED -> "has expired: the money goes back";
            case CANCELLED -> "is cancelled: the money goes back";
            case REFUNDED -> "has given all money back";
        };
        String detail = event.detail().isEmpty() ? "" : ": " + event.detail();
        return "The bounty of bug " + event.bug() + " " + said + detail;
    }

    /** Whose reputation moves, in the order of who has done most for it. */
    static List<Earned> earned(BountyEvent event, People people) {
        Claim claim = people.claim(event.claim());
        if (claim == null) {
            return List.of();
        }
        List<Earned> earned = new ArrayList<>();
        switch (event.kind()) {
            case FIX_FAILED -> earned.add(new Earned(claim.developer(), ReputationEvent.VERIFICATION_FAILED));
            case FIX_VERIFIED -> earned.add(new Earned(claim.developer(), ReputationEvent.FIX_VERIFIED));
            case CLAIM_EXPIRED -> earned.add(new Earned(claim.developer(), ReputationEvent.CLAIM_EXPIRED));
            case DISPUTE_DECIDED ->
                earned.add(new Earned(
                        claim.developer(),
                        event.detail().equals(ClaimsApi.Choice.PAY.word())
                                ? ReputationEvent.DISPUTE_WON
                                : ReputationEvent.DISPUTE_LOST));
            case PAID -> {
                claim.work()
                        .splits()
                        .forEach(split -> earned.add(new Earned(split.developer(), ReputationEvent.FIX_PAID)));
                if (claim.reviewer() != null && !claim.earns(claim.reviewer())) {
                    earned.add(new Earned(claim.reviewer(), ReputationEvent.REVIEW_DONE));
                }
            }
            default -> {}
        }
        return earned;
    }

    /** How far the work on the bug is by this event; null where it says nothing of that. */
    static @Nullable Status reached(Kind kind) {
        return switch (kind) {
            case CLAIMED -> Status.IN_PROGRESS;
            case FIX_SUBMITTED, FIX_VERIFIED -> Status.IN_REVIEW;
            case PAID -> Status.RESOLVED;
            default -> null;
        };
    }
}
