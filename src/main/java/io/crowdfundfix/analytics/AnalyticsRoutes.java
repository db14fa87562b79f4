package io.crowdfundfix.analytics;

import io.crowdfundfix.analytics.AnalyticsApi.Interval;
import io.crowdfundfix.analytics.AnalyticsApi.Metric;
import io.crowdfundfix.analytics.AnalyticsApi.ReadDashboard;
import io.crowdfundfix.analytics.AnalyticsApi.ReadSeries;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.vertx.core.Future;

/** Figures over HTTP. */
final class AnalyticsRoutes implements Routes {
    private static final int DATE_LENGTH = 10;

    private final Bus bus;

    AnalyticsRoutes(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void bind(Operations on) {
        on.on(
                "getDashboard",
                request -> bus.request(AnalyticsApi.READ_DASHBOARD, new ReadDashboard())
                        .map(Reply::ok));
        on.on("getTimeseries", this::series);
    }

    private Future<Reply> series(Request request) {
        Metric metric = request.choice("metric", Metric.class, true);
        Interval interval = request.choice("interval", Interval.class, true);
        return bus.request(
                        AnalyticsApi.READ_SERIES,
                        new ReadSeries(
                                metric == null ? Metric.BUGS_REPORTED : metric,
                                interval == null ? Interval.DAY : interval,
                                request.text("from", DATE_LENGTH),
                                request.text("to", DATE_LENGTH)))
                .map(Reply::ok);
    }
}
