package io.crowdfundfix;

import io.crowdfundfix.analysis.AnalysisConfig;
import io.crowdfundfix.bugs.BugsConfig;
import io.crowdfundfix.cluster.ClusterConfig;
import io.crowdfundfix.database.DatabaseConfig;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.funding.FundingConfig;
import io.crowdfundfix.http.HttpConfig;
import io.crowdfundfix.identity.IdentityConfig;
import io.crowdfundfix.localisation.LocalisationConfig;
import io.crowdfundfix.repositories.RepositoriesConfig;
import io.crowdfundfix.verification.VerificationConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * The whole configuration.
 *
 * @param capabilities what this process runs; everything on a laptop, a part of it on a node of a cluster
 * @param demo whether an empty installation is filled with demo data
 */
public record Config(
        List<String> capabilities,
        boolean demo,
        Data data,
        Log log,
        HttpConfig http,
        DatabaseConfig database,
        ClusterConfig cluster,
        IdentityConfig identity,
        BugsConfig bugs,
        AnalysisConfig analysis,
        FundingConfig funding,
        LocalisationConfig localisation,
        VerificationConfig verification,
        RepositoriesConfig repositories) {
    static final List<String> CAPABILITIES = List.of(
            "http",
            "identity",
            "repositories",
            "bugs",
            "analysis",
            "search",
            "notifications",
            "funding",
            "localisation",
            "verification",
            "matching",
            "analytics",
            "admin",
            "demo");

    public Config {
        capabilities = List.copyOf(capabilities);
        Check.that()
                .isTrue(
                        "capabilities",
                        CAPABILITIES.containsAll(capabilities) && !capabilities.isEmpty(),
                        "must be some of " + CAPABILITIES + ", is " + capabilities)
                .isTrue(
                        "cluster.enabled",
                        !cluster.enabled() || !database.isH2(),
                        "needs database.url: nodes of a cluster share a PostgreSQL, H2 belongs to one process")
                .isTrue(
                        "identity.token_secret_file",
                        !cluster.enabled() || !identity.tokenSecretFile().isEmpty(),
                        "must name one file for all nodes with cluster.enabled, or each refuses the other's tokens")
                .done();
    }

    /**
     * Where this installation keeps its files.
     *
     * @param dir folder for the H2 database and for secrets
     */
    public record Data(String dir) {
        public Data {
            Check.that().text("dir", dir, 1, 4_000).done();
        }

        Path path() {
            return Path.of(dir);
        }
    }

    /**
     * What is logged and how.
     *
     * @param json one JSON object a line instead of readable text
     * @param level of the product's own log lines
     */
    public record Log(boolean json, String level) {
        public Log {
            Check.that()
                    .isTrue(
                            "level",
                            List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE").contains(level),
                            "must be ERROR, WARN, INFO, DEBUG or TRACE, is \"" + level + "\"")
                    .done();
        }
    }

    public static Config defaults() {
        return new Config(
                CAPABILITIES,
                true,
                new Data("data"),
                new Log(false, "INFO"),
                HttpConfig.defaults(),
                DatabaseConfig.defaults(),
                ClusterConfig.defaults(),
                IdentityConfig.defaults(),
                BugsConfig.defaults(),
                AnalysisConfig.defaults(),
                FundingConfig.defaults(),
                LocalisationConfig.defaults(),
                VerificationConfig.defaults(),
                RepositoriesConfig.defaults());
    }
}
