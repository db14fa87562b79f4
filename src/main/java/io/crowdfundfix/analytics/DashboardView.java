package io.crowdfundfix.analytics;

import io.crowdfundfix.analytics.AnalyticsApi.Count;
import io.crowdfundfix.analytics.AnalyticsApi.Dashboard;
import io.crowdfundfix.analytics.AnalyticsApi.ForecastQuality;
import io.crowdfundfix.analytics.AnalyticsApi.Medians;
import io.crowdfundfix.analytics.AnalyticsApi.Money;
import io.crowdfundfix.analytics.AnalyticsApi.RankedDeveloper;
import io.crowdfundfix.analytics.AnalyticsApi.SizeClass;
import io.crowdfundfix.analytics.Figures.Sum;
import io.crowdfundfix.analytics.RollupStore.Standing;
import io.crowdfundfix.bugs.Severity;
import io.crowdfundfix.bugs.Status;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.journal.Metrics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the dashboard of the rollups of all time. */
final class DashboardView {
    private static final Sum NOTHING = new Sum(0, 0);
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final double THOUSANDTHS = 1_000;

    private final List<Standing> standings;

    DashboardView(List<Standing> standings) {
        this.standings = standings;
    }

    /** Those who were paid most, the first one first. */
    List<Long> ranked() {
        return ranking().map(standing -> Long.valueOf(standing.dimension())).toList();
    }

    Dashboard shown(Instant asOf, Map<Long, UserView> userById) {
        long total = sum(Metrics.BUGS_REPORTED).events();
        List<Count> byStatus = named(Metrics.BUGS_BY_STATUS, Status.values());
        long over = of(Metrics.BUGS_BY_STATUS, Status.RESOLVED.name()).events()
                + of(Metrics.BUGS_BY_STATUS, Status.CLOSED.name()).events();
        return new Dashboard(
                asOf,
                total,
                total - over,
                sum(Metrics.FUNDED_BUGS).events(),
                total == 0 ? 0 : Math.round(10_000.0 * over / total) / 100.0,
                byStatus,
                named(Metrics.BUGS_BY_SEVERITY, Severity.values()),
                categories(),
                money(Metrics.CONTRIBUTIONS),
                money(Metrics.HELD),
                money(Metrics.PAYOUTS),
                money(Metrics.REFUNDS),
                sizes(),
                developers(userById),
                new Medians(
                        median(Metrics.HOURS_TO_FUND, SECONDS_PER_HOUR),
                        median(Metrics.HOURS_TO_CLAIM, SECONDS_PER_HOUR),
                        median(Metrics.HOURS_TO_FIX, SECONDS_PER_HOUR)),
                forecast());
    }

    private List<Count> named(String metric, Enum<?>[] names) {
        return Arrays.stream(names)
                .map(name -> new Count(name.name(), of(metric, name.name()).events()))
                .toList();
    }

    private List<Count> categories() {
        return all(Metrics.BUGS_BY_CATEGORY)
                .filter(standing -> standing.sum().events() > 0)
                .map(standing -> new Count(standing.dimension(), standing.sum().events()))
                .sorted(Comparator.comparingLong(Count::bugs).reversed().thenComparing(Count::name))
                .toList();
    }

    private List<SizeClass> sizes() {
        return Metrics.bountySizes().stream()
                .map(size -> new SizeClass(size, of(Metrics.BOUNTY_SIZE, size).events()))
                .toList();
    }

    private List<RankedDeveloper> developers(Map<Long, UserView> userById) {
        List<RankedDeveloper> developers = new ArrayList<>();
        ranking().forEach(standing -> {
            long id = Long.parseLong(standing.dimension());
            UserView user = userById.get(id);
            Sum paid = standing.sum();
            developers.add(new RankedDeveloper(
                    developers.size() + 1,
                    id,
                    user == null ? "" : user.name(),
                    user == null ? 0 : user.reputation(),
                    paid.events(),
                    BigDecimal.valueOf(paid.cents(), 2),
                    paid.cents()));
        });
        return developers;
    }

    private Stream<Standing> ranking() {
        return all(Metrics.DEVELOPER_PAID)
                .filter(standing -> standing.sum().cents() > 0)
                .sorted(Comparator.comparingLong(
                                (Standing standing) -> standing.sum().cents())
                        .reversed()
                        .thenComparing(Standing::dimension));
    }

    private ForecastQuality forecast() {
        long inside = of(Metrics.FORECAST, "inside").events();
        long below = of(Metrics.FORECAST, "below").events();
        long above = of(Metrics.FORECAST, "above").events();
        long n = inside + below + above;
        return new ForecastQuality(
                n,
                below,
                above,
                n == 0 ? null : Math.round(10_000.0 * inside / n) / 10_000.0,
                median(Metrics.FORECAST_RATIO, THOUSANDTHS));
    }

    private @Nullable Double median(String metric, double unit) {
        Steps steps = new Steps();
        all(metric)
                .forEach(standing ->
                        steps.add(standing.dimension(), standing.sum().events()));
        Double median = steps.median();
        return median == null ? null : Math.round(median / unit * 10_000) / 10_000.0;
    }

    private Money money(String metric) {
        Sum sum = sum(metric);
        return Money.of(sum.events(), sum.cents());
    }

    private Sum sum(String metric) {
        return of(metric, Metrics.ALL);
    }

    private Sum of(String metric, String dimension) {
        return all(metric)
                .filter(standing -> standing.dimension().equals(dimension))
                .map(Standing::sum)
                .findFirst()
                .orElse(NOTHING);
    }

    private Stream<Standing> all(String metric) {
        return standings.stream().filter(standing -> standing.metric().equals(metric));
    }
}
