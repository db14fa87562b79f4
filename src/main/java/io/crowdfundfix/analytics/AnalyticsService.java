package io.crowdfundfix.analytics;

import io.crowdfundfix.analytics.AnalyticsApi.Dashboard;
import io.crowdfundfix.analytics.AnalyticsApi.ReadDashboard;
import io.crowdfundfix.analytics.AnalyticsApi.ReadSeries;
import io.crowdfundfix.analytics.AnalyticsApi.Series;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.FindUsers;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers questions about the figures. */
final class AnalyticsService {
    private final Database database;
    private final Bus bus;
    private final Clock clock;
    private final RollupStore store;

    AnalyticsService(Database database, Bus bus, Clock clock, RollupStore store) {
        this.database = database;
        this.bus = bus;
        this.clock = clock;
        this.store = store;
    }

    Future<Dashboard> dashboard(ReadDashboard question) {
        Future<Instant> asOf = asOf();
        return store.dashboard(database).compose(standings -> {
            DashboardView view = new DashboardView(standings);
            return people(view.ranked()).compose(people -> asOf.map(time -> view.shown(time, people)));
        });
    }

    private Future<Map<Long, UserView>> people(List<Long> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(Map.of())
                : bus.request(IdentityApi.FIND_MANY, new FindUsers(ids))
                        .map(found ->
                                found.users().stream().collect(Collectors.toMap(UserView::id, Function.identity())));
    }

    Future<Series> series(ReadSeries question) {
        LocalDate to = question.to() == null ? today() : date("to", question.to());
        LocalDate from = question.from() == null
                ? SeriesView.usualStart(question.interval(), to)
                : date("from", question.from());
        SeriesView.check(question.interval(), from, to);
        Future<Instant> asOf = asOf();
        return store.days(database, question.metric().word(), from.toEpochDay(), to.toEpochDay())
                .compose(days -> asOf.map(time -> new Series(
                        question.metric(),
                        question.interval(),
                        time,
                        SeriesView.points(question.interval(), from, to, days))));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static LocalDate date(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw Fault.invalid(field, "must be a day such as 2026-03-01");
        }
    }

    private Future<Instant> asOf() {
        return store.oldest(database).map(oldest -> {
            Instant now = clock.instant();
            return oldest.filter(one -> one.isBefore(now)).orElse(now);
        });
    }
}
