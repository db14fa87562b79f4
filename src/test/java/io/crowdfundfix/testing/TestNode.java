package io.crowdfundfix.testing;

import io.crowdfundfix.Config;
import io.crowdfundfix.Node;
import io.crowdfundfix.admin.Admin;
import io.crowdfundfix.analysis.Analysis;
import io.crowdfundfix.analytics.Analytics;
import io.crowdfundfix.bugs.Bugs;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.config.ConfigLoader;
import io.crowdfundfix.funding.Funding;
import io.crowdfundfix.identity.Identity;
import io.crowdfundfix.identity.IdentityApi;
import io.crowdfundfix.identity.IdentityApi.AddUser;
import io.crowdfundfix.localisation.Localisation;
import io.crowdfundfix.matching.Matching;
import io.crowdfundfix.notifications.Notifications;
import io.crowdfundfix.repositories.Repositories;
import io.crowdfundfix.search.Search;
import io.crowdfundfix.security.Role;
import io.crowdfundfix.verification.Verification;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A whole node in this JVM: H2 in a folder of its own, a free port, no demo data, one HTTP instance. */
public final class TestNode implements AutoCloseable {
    private final TempFolder folder;
    private final Node node;

    private TestNode(TempFolder folder, Node node) {
        this.folder = folder;
        this.node = node;
    }

    /** Starts one that differs from the tests' defaults by these settings, keys as on the command line. */
    public static TestNode start(Map<String, String> settings, Function<Config, List<Capability>> capabilities) {
        return start(settings, capabilities, Clock.systemUTC());
    }

    private static TestNode start(
            Map<String, String> settings, Function<Config, List<Capability>> capabilities, Clock clock) {
        TempFolder folder = TempFolder.create();
        Map<String, String> all = new HashMap<>(Map.of(
                "demo", "false",
                "data.dir", folder.path().toString(),
                "http.port", "0",
                "http.instances", "1",
                "http.drain_seconds", "1"));
        all.putAll(settings);
        try {
            Config config = ConfigLoader.load(Config.defaults(), null, Map.of(), all);
            return new TestNode(folder, Await.result(Node.start(config, capabilities.apply(config), clock)));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** One that can do everything; its engine compares words, which needs no model to be loaded. */
    public static TestNode complete(Map<String, String> settings) {
        return complete(settings, Clock.systemUTC());
    }

    /** The same by another clock than the machine's. */
    public static TestNode complete(Map<String, String> settings, Clock clock) {
        Map<String, String> all = new HashMap<>(Map.of("analysis.model_dir", "none"));
        all.putAll(settings);
        TestNode node = start(
                all,
                config -> List.of(
                        new Identity(config.identity()),
                        new Repositories(config.repositories()),
                        new Bugs(config.bugs()),
                        new Analysis(config.analysis()),
                        new Search(),
                        new Notifications(),
                        new Funding(config.funding()),
                        new Localisation(
                                config.localisation(), config.analysis().trainedDir()),
                        new Verification(config.verification()),
                        new Matching(),
                        new Analytics(),
                        new Admin()),
                clock);
        Await.until(
                "the engine is loaded",
                () -> node.client()
                        .get("/health")
                        .json()
                        .at("/parts/analysis/status")
                        .asText()
                        .equals("UP"));
        return node;
    }

    public Node node() {
        return node;
    }

    /** A client that nobody has signed in. */
    public TestClient client() {
        return new TestClient(node.port());
    }

    /** A client that acts as an administrator, whom only the inside of a node can appoint. */
    public TestClient admin() {
        String email = "admin@example.org";
        AddUser admin = new AddUser(email, "Admin", Role.ADMIN, 0, List.of(), TestClient.PASSWORD);
        Await.result(node.platform().bus().request(IdentityApi.ADD, admin));
        return client().logIn(email);
    }

    @Override
    public void close() {
        Await.result(node.close());
        folder.close();
    }
}
