package io.crowdfundfix.identity;

/** What moves a person's reputation, and by how many points. */
public enum ReputationEvent {
    /** What somebody brings along when he is added; its points come with it. */
    BROUGHT(0),
    FIX_VERIFIED(10),
    FIX_PAID(25),
    VERIFICATION_FAILED(-5),
    DISPUTE_WON(5),
    DISPUTE_LOST(-20),
    CLAIM_EXPIRED(-3),
    REVIEW_DONE(2);

    private final double points;

    ReputationEvent(double points) {
        this.points = points;
    }

    /** Points on the day it happens; recorded ones keep those of their time. */
    public double points() {
        return points;
    }
}
