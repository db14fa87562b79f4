package io.crowdfundfix;

import io.crowdfundfix.config.ConfigLoader;
import io.crowdfundfix.training.Tasks;
import java.io.PrintStream;

/** The help text, with every setting and its default. */
final class Help {
    private Help() {}

    static void print(PrintStream out) {
        out.println("""
                CrowdfundFix: bug intelligence and crowdfunded fixes on your own machine.

                  crowdfundfix [--conf FILE] [--KEY=VALUE ...]   start the server
                  crowdfundfix analyze FILE|-                    analyse one bug report and print the result
                  crowdfundfix verify-ledger FILE|-              recompute an exported ledger (GET /api/v1/ledger/export)
                  crowdfundfix train --task T|all --data DIR [--out models/] [--seed N] [--cache FILE]
                                                                 learn a model from your own rows
                  crowdfundfix evaluate --task T --data FILE[.gz] [--corpus FILE] [--history FILE]
                               [--predictions OUT.jsonl] [--models models/] [--cache FILE]
                                                                 measure a model on rows it has not seen
                  crowdfundfix make-admin EMAIL                  appoint who has signed up with this e-mail
                  crowdfundfix rebuild-analytics                 count all figures anew from what is stored
                  crowdfundfix --help | --version

                Tasks: %s.
                docs/training.md says what the rows look like.

                Settings come from conf/default.json or FILE, then from the environment as CROWDFUNDFIX_KEY
                (http.port is CROWDFUNDFIX_HTTP_PORT), then from the command line. Keys and defaults:
                """.formatted(Tasks.names()));
        ConfigLoader.describe(Config.defaults()).forEach((key, value) -> out.println("  --" + key + "=" + value));
    }
}
