package io.crowdfundfix;

import io.crowdfundfix.CommandLine.Command;
import io.crowdfundfix.admin.Admin;
import io.crowdfundfix.analysis.Analysis;
import io.crowdfundfix.analysis.AnalyzeCommand;
import io.crowdfundfix.analytics.Analytics;
import io.crowdfundfix.analytics.RebuildAnalyticsCommand;
import io.crowdfundfix.bugs.Bugs;
import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.config.ConfigLoader;
import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.demo.Demo;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.funding.Funding;
import io.crowdfundfix.http.Contract;
import io.crowdfundfix.identity.Identity;
import io.crowdfundfix.identity.MakeAdminCommand;
import io.crowdfundfix.ledger.VerifyLedgerCommand;
import io.crowdfundfix.localisation.Localisation;
import io.crowdfundfix.matching.Matching;
import io.crowdfundfix.notifications.Notifications;
import io.crowdfundfix.repositories.Repositories;
import io.crowdfundfix.repositories.RepositoriesConfig;
import io.crowdfundfix.search.Search;
import io.crowdfundfix.training.EvaluateCommand;
import io.crowdfundfix.training.TrainCommand;
import io.crowdfundfix.verification.Verification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Arguments → configuration → node. */
public final class Main {
    private static final int MISUSED = 2;
    private static final int FAILED = 1;
    private static final long CLOSE_MARGIN_SECONDS = 10;
    private static final Clock CLOCK = Clock.systemUTC();

    private Main() {}

    /** Everything that the product can do, in the order in which it starts. */
    public static List<Capability> capabilities(Config config) {
        return List.of(
                new Identity(config.identity()),
                new Repositories(repositories(config)),
                new Bugs(config.bugs()),
                new Analysis(config.analysis()),
                new Search(),
                new Notifications(),
                new Funding(config.funding()),
                new Localisation(config.localisation(), config.analysis().trainedDir()),
                new Verification(config.verification()),
                new Matching(),
                new Analytics(),
                new Admin(),
                new Demo(config.demo()));
    }

    /** The demo connects a repository that it has written itself. */
    private static RepositoriesConfig repositories(Config config) {
        return config.demo()
                ? config.repositories()
                        .alsoBelow(Demo.folder(config.data().path().toAbsolutePath()))
                : config.repositories();
    }

    public static void main(String[] arguments) {
        try {
            CommandLine typed = CommandLine.parse(List.of(arguments));
            switch (typed.command()) {
                case HELP -> Help.print(System.out);
                case VERSION -> System.out.println("crowdfundfix " + Version.current());
                case ANALYZE -> AnalyzeCommand.run(config(typed).analysis(), typed.operands(), System.in, terminal());
                case TRAIN -> TrainCommand.run(encoder(typed), typed.options(), terminal());
                case EVALUATE -> EvaluateCommand.run(encoder(typed), typed.options(), terminal());
                case REBUILD_ANALYTICS ->
                    offline(config(typed), (vertx, database) -> RebuildAnalyticsCommand.run(vertx, database, CLOCK));
                case MAKE_ADMIN ->
                    offline(
                            config(typed),
                            (vertx, database) -> MakeAdminCommand.run(database, CLOCK, typed.operands()));
                case VERIFY_LEDGER -> {
                    if (!VerifyLedgerCommand.run(typed.operands(), System.in, terminal())) {
                        System.exit(FAILED);
                    }
                }
                case SERVE -> {
                    logger(); // before a second thread logs
                    serve(Ahead.begin(Contract::load), config(typed));
                }
            }
        } catch (Fault fault) {
            complain(System.err, fault);
            System.exit(MISUSED);
        } catch (CompletionException e) {
            if (e.getCause() instanceof Fault fault) {
                complain(System.err, fault);
            } else {
                logger().error("cannot start", e.getCause());
            }
            System.exit(FAILED);
        }
    }

    private static void offline(Config config, BiFunction<Vertx, Database, Future<String>> work) {
        System.out.println(Offline.run(config, work)
                .toCompletionStage()
                .toCompletableFuture()
                .join());
    }

    private static Terminal terminal() {
        return Terminal.of(System.out, System.err);
    }

    private static Embedder encoder(CommandLine typed) {
        return Analysis.encoder(config(typed).analysis());
    }

    private static Config config(CommandLine typed) {
        Config config = ConfigLoader.load(Config.defaults(), typed.configFile(), System.getenv(), typed.settings());
        LogSetup.apply(config.log());
        if (typed.command() == Command.SERVE) {
            logger().info("CrowdfundFix {} starts", Version.current());
        }
        return config;
    }

    private static void serve(Ahead<Contract> contract, Config config) {
        Node node = Node.start(config, capabilities(config), CLOCK, contract)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node, config), "shutdown"));
        Greeting.print(System.out, config, node.port());
    }

    private static void close(Node node, Config config) {
        try {
            node.close()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(config.http().drainSeconds() + CLOSE_MARGIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            logger().warn("stopped before everything was closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            logger().error("closing failed", e.getCause());
        }
    }

    private static void complain(PrintStream err, Fault fault) {
        err.println("crowdfundfix: " + fault.message());
        if (fault.fields().size() > 1) {
            fault.fields().forEach(field -> err.println("  " + field.field() + " " + field.message()));
        }
        err.println("--help lists the settings.");
    }

    private static Logger logger() {
        return LoggerFactory.getLogger(Main.class);
    }
}
