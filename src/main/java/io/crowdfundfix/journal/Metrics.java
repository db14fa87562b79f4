package io.crowdfundfix.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures that changes add to, by name, and the classes that their values fall into. Where nothing else is said, the dimension is
 * {@link #ALL}.
 */
public final class Metrics {
    public static final String ALL = "all";

    /** One for each report. */
    public static final String BUGS_REPORTED = "bugs_reported";
    /** One each time that a bug becomes RESOLVED. */
    public static final String BUGS_RESOLVED = "bugs_resolved";
    /** Dimension: the status; a bug that moves takes one from where it was. */
    public static final String BUGS_BY_STATUS = "bugs_by_status";
    /** Dimension: the category; counted when the analysis is there. */
    public static final String BUGS_BY_CATEGORY = "bugs_by_category";
    /** Dimension: the severity; counted when the analysis is there. */
    public static final String BUGS_BY_SEVERITY = "bugs_by_severity";

    /** Contributions made, and their cents; those that move to another bug are not made again. */
    public static final String CONTRIBUTIONS = "contributions";
    /** Contributions given back, by whatever way, and their cents. */
    public static final String REFUNDS = "refunds";
    /** Bounties paid, and their cents. */
    public static final String PAYOUTS = "payouts";
    /** Contributions that are held, and their cents. */
    public static final String HELD = "held";
    /** Dimension: {@link #bountySize}; one for each bounty, moved when it grows or shrinks into another class. */
    public static final String BOUNTY_SIZE = "bounty_size";
    /** Bugs on which money is held. */
    public static final String FUNDED_BUGS = "funded_bugs";
    /** Dimension: the developer's number; his payments and their cents. */
    public static final String DEVELOPER_PAID = "developer_paid";
    /** From the report to the first contribution. Dimension: {@link #step} of the seconds; once for each bug, as the next two. */
    public static final String HOURS_TO_FUND = "hours_to_fund";
    /** From the first contribution to the first claim. */
    public static final String HOURS_TO_CLAIM = "hours_to_claim";
    /** From the first contribution to the first payout. */
    public static final String HOURS_TO_FIX = "hours_to_fix";
    /** Dimension: {@code inside}, {@code below} or {@code above} what was foreseen for a bug that is paid for the first time. */
    public static final String FORECAST = "forecast";
    /** What was paid of what was foreseen. Dimension: {@link #step} of the thousandths. */
    public static final String FORECAST_RATIO = "forecast_ratio";

    private static final int STEPS_PER_DOUBLING = 8;
    private static final int MAX_STEP = 40 * STEPS_PER_DOUBLING;
    private static final long[] SIZE_FROM_UNITS = {1, 25, 100, 500, 2_000};
    private static final List<String> SIZES = List.of("0", "1-25", "25-100", "100-500", "500-2000", "2000+");

    private Metrics() {}

    /** The classes of {@link #bountySize}, the smallest first. */
    public static List<String> bountySizes() {
        return SIZES;
    }

    /** The class of what is held on a bounty: each begins at its lower bound, and the first with money holds all below 25 too. */
    public static String bountySize(long heldCents) {
        if (heldCents <= 0) {
            return SIZES.get(0);
        }
        int size = 1;
        while (size < SIZE_FROM_UNITS.length && heldCents >= SIZE_FROM_UNITS[size] * 100) {
            size++;
        }
        return SIZES.get(size);
    }

    /**
     * What a change of the held money of a bug adds to {@link #BOUNTY_SIZE} and {@link #FUNDED_BUGS}.
     *
     * @param before null for the first contribution, which makes the bounty
     */
    public static List<Delta> bountyMoved(@Nullable Long before, long after, Instant at) {
        List<Delta> deltas = new ArrayList<>();
        String to = bountySize(after);
        String from = before == null ? null : bountySize(before);
        if (!to.equals(from)) {
            deltas.add(Delta.of(BOUNTY_SIZE, to, at, 1, 0));
            if (from != null) {
                deltas.add(Delta.of(BOUNTY_SIZE, from, at, -1, 0));
            }
        }
        int funded = (after > 0 ? 1 : 0) - (before != null && before > 0 ? 1 : 0);
        if (funded != 0) {
            deltas.add(Delta.of(FUNDED_BUGS, ALL, at, funded, 0));
        }
        return deltas;
    }

    /** One more time span in one of the {@code hours_to_…}, on the day of its end; what ends before it began counts as nothing. */
    public static Delta took(String metric, Instant from, Instant to) {
        long seconds = Duration.between(from.truncatedTo(ChronoUnit.MICROS), to.truncatedTo(ChronoUnit.MICROS))
                .toSeconds();
        return Delta.of(metric, step(seconds), to, 1, 0);
    }

    /** Whether the first payout for a bug was foreseen, and how it compares. */
    public static List<Delta> forecast(Forecast foreseen, long paidCents, Instant at) {
        String place = paidCents < foreseen.p10Cents() ? "below" : paidCents > foreseen.p90Cents() ? "above" : "inside";
        long thousandths = Math.round(1_000.0 * paidCents / Math.max(1, foreseen.p50Cents()));
        return List.of(Delta.of(FORECAST, place, at, 1, 0), Delta.of(FORECAST_RATIO, step(thousandths), at, 1, 0));
    }

    /** The step of a logarithmic scale on which a value lies: 0 for less than 1, then eight for each doubling. */
    public static String step(long value) {
        int step = 0;
        while (step < MAX_STEP && value >= stepFrom(step + 1)) {
            step++;
        }
        return Integer.toString(step);
    }

    /** Where a step of that scale begins; it ends where the next one begins. */
    public static double stepFrom(int step) {
        return step == 0 ? 0 : StrictMath.pow(2, (step - 1) / (double) STEPS_PER_DOUBLING);
    }
}
