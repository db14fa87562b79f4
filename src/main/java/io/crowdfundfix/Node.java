package io.crowdfundfix;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.cluster.ClusterManagers;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.ExpiredKeys;
import io.crowdfundfix.database.Migrations;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.http.Contract;
import io.crowdfundfix.http.HttpConfig;
import io.crowdfundfix.http.HttpVerticle;
import io.crowdfundfix.http.Probe;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.jobs.QueueDepths;
import io.crowdfundfix.security.AccessTokens;
import io.crowdfundfix.security.SecretFile;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process: Vert.x alone or in a cluster, the database, and its capabilities in order. Closes in reverse. */
public final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final int SECRET_BYTES = 48;
    /** Characters; HS256 is no stronger than its key. */
    private static final int SHORTEST_SECRET = 32;

    private final Config config;
    private final Platform platform;
    private final PrometheusMeterRegistry meters;
    private final List<String> deployed = new ArrayList<>();
    private int port;

    private Node(Config config, Platform platform, PrometheusMeterRegistry meters) {
        this.config = config;
        this.platform = platform;
        this.meters = meters;
    }

    /** Starts a node that runs those of the capabilities which the configuration lists; what began to start is closed if one fails. */
    public static Future<Node> start(Config config, List<Capability> capabilities, Clock clock) {
        return start(config, capabilities, clock, Ahead.begin(Contract::load));
    }

    /** The same with a contract that is being read already. */
    static Future<Node> start(Config config, List<Capability> capabilities, Clock clock, Ahead<Contract> contract) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.config().meterFilter(MeterFilter.deny(id -> id.getName().startsWith("vertx.http.server.request.bytes")));
        Prepared prepared =
                new Prepared(Ahead.begin(() -> prepare(config, config.data().path())), contract);
        return vertx(config, meters).compose(vertx -> {
            // of no context, because those of this Vert.x are gone when it is closed
            Promise<Node> started = Promise.promise();
            start(config, capabilities, clock, vertx, meters, prepared)
                    .onSuccess(started::complete)
                    .onFailure(failure -> vertx.close().onComplete(closed -> started.fail(failure)));
            return started.future();
        });
    }

    /** What is made ready on threads of their own while Vert.x starts: the database with the token secret, and the contract. */
    private record Prepared(Ahead<String> secret, Ahead<Contract> contract) {}

    private static Future<Node> start(
            Config config,
            List<Capability> capabilities,
            Clock clock,
            Vertx vertx,
            PrometheusMeterRegistry meters,
            Prepared prepared) {
        Path dataDir = config.data().path();
        return prepared.secret().on(vertx).compose(secret -> {
            Database database = Database.open(vertx, config.database(), dataDir);
            Platform platform = new Platform(
                    vertx,
                    new Bus(vertx, meters, clock),
                    database,
                    new Jobs(database, clock),
                    new AccessTokens(
                            vertx, secret, Duration.ofSeconds(config.identity().accessTokenSeconds())),
                    meters,
                    clock,
                    dataDir);
            Node node = new Node(config, platform, meters);
            return node.deploy(capabilities)
                    .compose(done -> prepared.contract().on(vertx))
                    .compose(loaded -> node.serve(capabilities, loaded))
                    .compose(done -> node.afterStart(capabilities))
                    .map(node);
        });
    }

    /** Migrates the database and returns the secret that signs tokens. Blocks. */
    private static String prepare(Config config, Path dataDir) {
        try {
            SecretFile.createFolder(dataDir);
        } catch (IOException e) {
            throw Fault.invalid("data.dir", "cannot be made: " + dataDir.toAbsolutePath() + " (" + e + ")");
        }
        Migrations.run(config.database(), dataDir);
        String secretFile = config.identity().tokenSecretFile();
        String secret = SecretFile.readOrCreate(
                secretFile.isEmpty() ? dataDir.resolve("jwt-secret") : Path.of(secretFile), SECRET_BYTES);
        if (secret.length() < SHORTEST_SECRET) {
            throw Fault.invalid(
                    "identity.token_secret_file",
                    "must hold at least " + SHORTEST_SECRET + " characters: " + secretFile);
        }
        return secret;
    }

    private static Future<Vertx> vertx(Config config, PrometheusMeterRegistry meters) {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true));
        if (config.cluster().enabled()) {
            options.getEventBusOptions()
                    .setHost(config.cluster().host())
                    .setClusterPublicHost(config.cluster().host());
        }
        VertxBuilder builder = Vertx.builder().with(options).withMetrics(new MicrometerMetricsFactory(meters));
        return config.cluster().enabled()
                ? builder.withClusterManager(ClusterManagers.of(config.cluster()))
                        .buildClustered()
                : Future.succeededFuture(builder.build());
    }

    private Future<Void> deploy(List<Capability> capabilities) {
        Future<Void> all = platform.vertx()
                .deployVerticle(new QueueDepths(platform.jobs(), meters))
                .compose(
                        done -> platform.vertx().deployVerticle(new ExpiredKeys(platform.database(), platform.clock())))
                .mapEmpty();
        for (Capability capability : running(capabilities)) {
            for (Deployment deployment : capability.deployments(platform)) {
                all = all.compose(before -> platform.vertx()
                        .deployVerticle(deployment.verticle(), deployment.options())
                        .onSuccess(deployed::add)
                        .mapEmpty());
            }
        }
        return all;
    }

    private Future<Void> serve(List<Capability> capabilities, Contract contract) {
        if (!config.capabilities().contains("http")) {
            return Future.succeededFuture();
        }
        List<Routes> routes = capabilities.stream()
                .flatMap(capability -> capability.routes(platform.bus()).stream())
                .toList();
        List<Probe> probes = new ArrayList<>();
        probes.add(new Probe("database", true, () -> platform.database().ping().map("answers")));
        capabilities.forEach(capability -> probes.addAll(capability.probes(platform.bus())));
        HttpVerticle.Setup setup = new HttpVerticle.Setup(
                config.http(),
                contract,
                routes,
                probes,
                platform.tokens(),
                meters,
                Version.current(),
                Version.swaggerUi());
        List<HttpVerticle> instances = new ArrayList<>();
        return platform.vertx()
                .deployVerticle(
                        () -> {
                            HttpVerticle instance = new HttpVerticle(setup);
                            instances.add(instance);
                            return instance;
                        },
                        new DeploymentOptions().setInstances(config.http().loops()))
                .recover(failure -> Future.failedFuture(failure instanceof BindException ? portTaken() : failure))
                .map(id -> {
                    deployed.add(id);
                    port = instances.get(0).port();
                    return null;
                });
    }

    private Fault portTaken() {
        HttpConfig http = config.http();
        String management = http.managementPort() == 0 ? "" : " or the management port " + http.managementPort();
        return Fault.conflict(
                "port_in_use",
                "Port " + http.port() + " of " + http.host() + management
                        + " is in use: stop what listens there, or give --http.port another");
    }

    private Future<Void> afterStart(List<Capability> capabilities) {
        Future<Void> all = Future.succeededFuture();
        for (Capability capability : running(capabilities)) {
            all = all.compose(before -> capability.afterStart(platform)).otherwise(failure -> {
                LOG.error(
                        "{} could not finish what it does after a start; the node serves without it",
                        capability.name(),
                        failure);
                return null;
            });
        }
        return all;
    }

    private List<Capability> running(List<Capability> capabilities) {
        return capabilities.stream()
                .filter(capability -> config.capabilities().contains(capability.name()))
                .toList();
    }

    public Platform platform() {
        return platform;
    }

    /** The port of the HTTP server; 0 where this node serves none. */
    public int port() {
        return port;
    }

    /** Stops taking requests, lets those in flight finish, then stops the capabilities and closes the database. */
    public Future<Void> close() {
        Future<Void> all = Future.succeededFuture();
        for (int i = deployed.size() - 1; i >= 0; i--) {
            String id = deployed.get(i);
            all = all.eventually(() -> platform.vertx().undeploy(id));
        }
        return all.eventually(platform.database()::close)
                .eventually(() -> platform.vertx().close());
    }
}
