package io.crowdfundfix.repositories;

import io.crowdfundfix.fault.Check;
import io.crowdfundfix.repositories.ConnectionsApi.ConnectRepository;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must be right before anybody looks for the repository that is to be connected. */
final class ConnectRules {
    static final int MAX_NAME = 200;

    private static final String ONE = "must be given, or one of url, path and archive: true; only one of them";
    private static final int MAX_PATH = 1_000;
    private static final Pattern BRANCH =
            Pattern.compile("(?!.*(\\.\\.|//|@\\{))[A-Za-z0-9_][A-Za-z0-9._/+@#-]{0,199}");

    private ConnectRules() {}

    static void check(ConnectRepository asked) {
        boolean one = Stream.of(asked.url() != null, asked.path() != null, asked.archive())
                        .filter(given -> given)
                        .count()
                == 1;
        Check.that()
                .optionalText("name", asked.name(), 1, MAX_NAME)
                .optionalText("path", asked.path(), 1, MAX_PATH)
                .pattern("default_branch", asked.defaultBranch(), BRANCH, "must be the name of a branch, such as main")
                .isTrue("url", one, ONE)
                .isTrue("path", one, ONE)
                .isTrue("archive", one, ONE)
                .done();
    }
}
