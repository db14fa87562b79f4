package io.crowdfundfix;

import io.crowdfundfix.config.ConfigLoader;
import java.io.PrintStream;

/** The help text, with every setting and its default. */
final class Help {
    private Help() {}

    static void print(PrintStream out) {
        out.println("""
                CrowdfundFix: bug intelligence and crowdfunded fixes on your own machine.

                  crowdfundfix [--conf FILE] [--KEY=VALUE ...]   start the server
                  crowdfundfix analyze FILE|-                    analyse one bug report and print the result
                  crowdfundfix --help | --version

                Settings come from conf/default.json or FILE, then from the environment as CROWDFUNDFIX_KEY
                (http.port is CROWDFUNDFIX_HTTP_PORT), then from the command line. Keys and defaults:
                """);
        ConfigLoader.describe(Config.defaults()).forEach((key, value) -> out.println("  --" + key + "=" + value));
    }
}
