package io.crowdfundfix.funding;

import io.crowdfundfix.funding.BountyEvent.Kind;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.Delta;
import io.crowdfundfix.journal.Metrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One locked bounty in one transaction: how it was, how it is by now, and what the transaction says of it beside: events of its history,
 * audit entries, figures. {@link BountyStore#save} writes all of it.
 */
final class BountyTurn {
    private final Bounty before;
    private final Instant now;
    private final List<BountyEvent> events = new ArrayList<>();
    private final List<AuditEntry> audits = new ArrayList<>();
    private final List<Delta> deltas = new ArrayList<>();
    private Bounty bounty;

    BountyTurn(Bounty locked, Instant now) {
        this.before = locked.isUntouched() ? locked.openedAt(now) : locked;
        this.bounty = locked.isUntouched() ? locked.openedAt(now) : locked;
        this.now = now;
    }

    Bounty bounty() {
        return bounty;
    }

    Instant now() {
        return now;
    }

    boolean isNew() {
        return before.isUntouched();
    }

    /** Whether there is anything to write. */
    boolean isChanged() {
        return !bounty.equals(before);
    }

    void become(Bounty next) {
        bounty = next;
    }

    /**
     * Something happened: one step in the history.
     *
     * @param cents that it is about; 0 for none
     */
    void happened(Kind kind, @Nullable Long actor, @Nullable Long claim, long cents, String detail) {
        bounty = bounty.next();
        events.add(new BountyEvent(bounty.bug(), bounty.version(), kind, actor, claim, cents, detail, now));
        if (kind == Kind.FUNDED) {
            return; // each contribution has its own audit entry
        }
        audits.add(new AuditEntry(
                now,
                actor,
                kind.word(),
                claim == null ? "bounty" : "claim",
                claim == null ? bounty.bug() : claim,
                bounty.bug(),
                cents == 0 ? null : cents,
                detail));
    }

    /** Something happened to a contribution: in the audit log by itself, in the history with others. */
    void audited(AuditEntry entry) {
        audits.add(entry);
    }

    void counted(Delta delta) {
        deltas.add(delta);
    }

    void counted(List<Delta> more) {
        deltas.addAll(more);
    }

    List<BountyEvent> events() {
        return events;
    }

    List<AuditEntry> audits() {
        return audits;
    }

    /** What was counted, and what follows from the money that is held now. */
    List<Delta> deltas() {
        List<Delta> all = new ArrayList<>(deltas);
        all.addAll(Metrics.bountyMoved(
                isNew() ? null : before.sums().heldCents(), bounty.sums().heldCents(), now));
        return all;
    }
}
