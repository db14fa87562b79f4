package io.crowdfundfix.analytics;

import static io.crowdfundfix.bus.Endpoint.endpoint;

import com.fasterxml.jackson.annotation.JsonValue;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.bus.Endpoint;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What other parts may ask of the figures. */
public final class AnalyticsApi {
    public static final Endpoint<ReadDashboard, Dashboard> READ_DASHBOARD = endpoint("analytics.read_dashboard");
    public static final Endpoint<ReadSeries, Series> READ_SERIES = endpoint("analytics.read_series");

    private AnalyticsApi() {}

    public record ReadDashboard() implements BusMessage {}

    /**
     * How the installation stands.
     *
     * @param asOf what changed before this is counted
     * @param resolvedPercent of all bugs those that are RESOLVED or CLOSED, 0…100
     */
    public record Dashboard(
            Instant asOf,
            long totalBugs,
            long openBugs,
            long fundedBugs,
            double resolvedPercent,
            List<Count> byStatus,
            List<Count> bySeverity,
            List<Count> byCategory,
            Money contributed,
            Money held,
            Money paid,
            Money refunded,
            List<SizeClass> fundingDistribution,
            List<RankedDeveloper> developerRankings,
            Medians medians,
            ForecastQuality forecast)
            implements BusMessage {
        public Dashboard {
            byStatus = List.copyOf(byStatus);
            bySeverity = List.copyOf(bySeverity);
            byCategory = List.copyOf(byCategory);
            fundingDistribution = List.copyOf(fundingDistribution);
            developerRankings = List.copyOf(developerRankings);
        }
    }

    /** How many bugs there are of a kind. */
    public record Count(String name, long bugs) {}

    /** So many times, and so much together. */
    public record Money(long count, BigDecimal amount, long amountCents) {
        static Money of(long count, long cents) {
            return new Money(count, BigDecimal.valueOf(cents, 2), cents);
        }
    }

    /**
     * Bounties on which about the same is held.
     *
     * @param range in major units, its lower bound within
     */
    public record SizeClass(String range, long bugs) {}

    /** One of those who have been paid most. */
    public record RankedDeveloper(
            int rank, long developerId, String name, double reputation, long fixes, BigDecimal paid, long paidCents) {}

    /** Null where nothing of the kind has happened. */
    public record Medians(
            @Nullable Double hoursToFund,
            @Nullable Double hoursToClaim,
            @Nullable Double hoursToFix) {}

    /**
     * How prices that were foreseen compare with what was paid.
     *
     * @param shareInside from the tenth to the ninetieth percentile that was foreseen; null where nothing was paid
     * @param medianRatio paid to the median that was foreseen
     */
    public record ForecastQuality(
            long n,
            long below,
            long above,
            @Nullable Double shareInside,
            @Nullable Double medianRatio) {}

    /** What can be shown over time. */
    public enum Metric {
        BUGS_REPORTED,
        BUGS_RESOLVED,
        CONTRIBUTIONS,
        REFUNDS,
        PAYOUTS;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How long the spans of a series are; weeks begin on Monday. */
    public enum Interval {
        DAY(ChronoUnit.DAYS),
        WEEK(ChronoUnit.WEEKS),
        MONTH(ChronoUnit.MONTHS);

        private final ChronoUnit unit;

        Interval(ChronoUnit unit) {
            this.unit = unit;
        }

        ChronoUnit unit() {
            return unit;
        }

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Asks for a series.
     *
     * @param from first day, UTC; null for as many spans as are usual
     * @param to last day; null for today
     */
    public record ReadSeries(
            Metric metric,
            Interval interval,
            @Nullable String from,
            @Nullable String to) implements BusMessage {}

    /** One point for each span that has a day in it, also where nothing happened. */
    public record Series(Metric metric, Interval interval, Instant asOf, List<Point> points) implements BusMessage {
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * What happened in a span.
     *
     * @param start its first day, UTC, as 2026-03-01; days beyond what was asked for are not counted
     */
    public record Point(String start, long count, BigDecimal amount, long amountCents) {
        static Point of(LocalDate start, long count, long cents) {
            return new Point(start.toString(), count, BigDecimal.valueOf(cents, 2), cents);
        }
    }
}
