package io.crowdfundfix.analytics;

import io.crowdfundfix.analytics.AnalyticsApi.Interval;
import io.crowdfundfix.analytics.AnalyticsApi.Point;
import io.crowdfundfix.analytics.Figures.Sum;
import io.crowdfundfix.analytics.RollupStore.Daily;
import io.crowdfundfix.fault.Fault;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the points of a series of sums of days. */
final class SeriesView {
    private static final int MOST_POINTS = 400;
    private static final int USUAL_POINTS = 30;
    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private SeriesView() {}

    static LocalDate usualStart(Interval interval, LocalDate to) {
        return to.isBefore(FIRST_DAY.plusYears(5)) ? FIRST_DAY : to.minus(USUAL_POINTS - 1, interval.unit());
    }

    static void check(Interval interval, LocalDate from, LocalDate to) {
        if (from.isBefore(FIRST_DAY)) {
            throw Fault.invalid("from", "must not be before " + FIRST_DAY);
        }
        if (to.isAfter(LAST_DAY)) {
            throw Fault.invalid("to", "must not be after " + LAST_DAY);
        }
        if (to.isBefore(from)) {
            throw Fault.invalid("to", "must not be before the first day, which is " + from);
        }
        if (interval.unit().between(start(interval, from), to) >= MOST_POINTS) {
            throw Fault.invalid(
                    "from", "must be so near to the last day that there are no more than " + MOST_POINTS + " points");
        }
    }

    static List<Point> points(Interval interval, LocalDate from, LocalDate to, List<Daily> days) {
        Map<LocalDate, Sum> sumByStart = new TreeMap<>();
        LocalDate first = start(interval, from);
        for (LocalDate start = first; !start.isAfter(to); start = start.plus(1, interval.unit())) {
            sumByStart.put(start, new Sum(0, 0));
        }
        days.forEach(
                day -> sumByStart.merge(start(interval, LocalDate.ofEpochDay(day.epochDay())), day.sum(), Sum::plus));
        List<Point> points = new ArrayList<>();
        sumByStart.forEach((start, sum) -> points.add(Point.of(start, sum.events(), sum.cents())));
        return points;
    }

    private static LocalDate start(Interval interval, LocalDate day) {
        return switch (interval) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }
}
