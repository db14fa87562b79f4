package io.crowdfundfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.analytics.RebuildAnalyticsCommand;
import io.crowdfundfix.config.ConfigLoader;
import io.crowdfundfix.identity.MakeAdminCommand;
import io.crowdfundfix.testing.Await;
import io.crowdfundfix.testing.TempFolder;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfflineTest {
    @Test
    void commandsWorkOnAnInstallationThatNeverRan() {
        try (TempFolder folder = TempFolder.create()) {
            Config config = ConfigLoader.load(
                    Config.defaults(),
                    null,
                    Map.of(),
                    Map.of("data.dir", folder.path().resolve("new").toString()));
            Clock clock = Clock.systemUTC();
            assertEquals(
                    "0 figures counted anew",
                    Await.result(Offline.run(
                            config, (vertx, database) -> RebuildAnalyticsCommand.run(vertx, database, clock))));
            Future<String> appointed = Offline.run(
                    config, (vertx, database) -> MakeAdminCommand.run(database, clock, List.of("ada@example.org")));
            assertEquals("user_not_found", Await.fault(appointed).code());
            assertTrue(Await.fault(
                            Offline.run(config, (vertx, database) -> MakeAdminCommand.run(database, clock, List.of())))
                    .message()
                    .startsWith("make-admin"));
        }
    }
}
