package io.crowdfundfix;

import io.crowdfundfix.database.HeldRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** A whole node that stops right before a step of a payment, says so, and waits there to be killed. */
public final class HeldNode {
    // of any bug: one that was killed earlier may be the one whose turn it is
    private static final String UNHEARD = "select 1 from submissions where state = 'VERIFIED' and told_at is null";
    private static final String UNKNOWN = "select 1 from submissions s join claims c on c.bug_id = s.bug_id"
            + " where s.state = 'VERIFIED' and s.told_at is null and c.state in ('VERIFIED', 'PAID')";
    private static final String PAYING = "select 1 from bounties where state = 'PAYING'";
    private static final String UNTOLD = "select 1 from bounties where state = 'PAID' and told_version < version";

    private HeldNode() {}

    /** Right before which step; in the order in which they are taken. */
    public enum Before {
        /** The verdict is stored, and funding has not heard of it. */
        FUNDING_HEARS,
        /** The claim is verified, and verification does not know that. */
        VERIFICATION_KNOWS,
        /** The bounty is about to be paid, and no money has moved. */
        MONEY_MOVES,
        /** The money has moved, and nobody was told. */
        OTHERS_HEAR
    }

    /** The data folder, the step, and what a node is started with. It stops only when there is a file {@code hold} in the folder. */
    public static void main(String[] arguments) {
        Path data = Path.of(arguments[0]);
        Before step = Before.valueOf(arguments[1]);
        Thread holder = new Thread(() -> hold(data, step), "holder");
        holder.setDaemon(true);
        holder.start();
        Main.main(Arrays.copyOfRange(arguments, 2, arguments.length));
    }

    private static void hold(Path data, Before step) {
        while (!Files.exists(data.resolve("hold"))) {
            LockSupport.parkNanos(1_000_000);
        }
        try {
            HeldRows held = HeldRows.of(data, locked(step));
            System.out.println("holding " + step);
            switch (step) {
                case FUNDING_HEARS -> HeldRows.await(data, UNHEARD);
                case VERIFICATION_KNOWS -> {
                    HeldRows.await(data, UNHEARD);
                    HeldRows.of(data, "select id from submissions for update");
                    held.release();
                    HeldRows.await(data, UNKNOWN);
                }
                case MONEY_MOVES -> HeldRows.await(data, PAYING);
                case OTHERS_HEAR -> HeldRows.await(data, UNTOLD);
            }
            System.out.println("reached " + step);
        } catch (SQLException e) {
            System.out.println("holding failed: " + e);
        }
    }

    private static String locked(Before step) {
        return switch (step) {
            case FUNDING_HEARS, VERIFICATION_KNOWS -> "select bug_id from bounties for update";
            case MONEY_MOVES -> "select id from ledger_accounts for update";
            case OTHERS_HEAR -> "select id from bugs for update";
        };
    }
}
