package io.crowdfundfix.capability;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.security.AccessTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;

/** What a node gives its capabilities to work with. */
public record Platform(
        Vertx vertx,
        Bus bus,
        Database database,
        Jobs jobs,
        AccessTokens tokens,
        MeterRegistry meters,
        Clock clock,
        Path dataDir) {}
