package io.crowdfundfix.verification;

import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the diff to judge: that of the pull request where it can be read, else the one that was handed in. */
final class DiffSource {
    private final VerificationConfig config;
    private final DiffFetch fetch;

    DiffSource(VerificationConfig config, DiffFetch fetch) {
        this.config = config;
        this.fetch = fetch;
    }

    /**
     * What is judged.
     *
     * @param diff null where there is none
     * @param fetched whether it was read from the link
     * @param reason where it is from, or why there is none
     */
    record Found(@Nullable FixDiff diff, boolean fetched, String reason) {}

    Future<Found> find(String prLink, @Nullable String given) {
        Optional<URI> url = PullRequestLink.of(prLink, config.base()).diff();
        if (url.isEmpty() || !config.fetch()) {
            String why = config.fetch()
                    ? "the link is no pull request of " + config.base().getHost()
                    : "this installation reads no links";
            return Future.succeededFuture(given(given, why));
        }
        return fetch.fetch(url.get())
                .map(fetched -> judge(fetched, given))
                .compose(found -> found.fetched() ? withMessage(found, url.get()) : Future.succeededFuture(found));
    }

    /** A pull request's diff does not say what its commits say of themselves; its patch does. Without it the diff stands alone. */
    private Future<Found> withMessage(Found found, URI diff) {
        URI patch = URI.create(diff.toString().replaceFirst("\\.diff$", ".patch"));
        return fetch.head(patch)
                .map(head -> head.text() == null || found.diff() == null
                        ? found
                        : new Found(found.diff().saying(DiffReader.message(head.text())), true, found.reason()));
    }

    private static Found judge(Fetched fetched, @Nullable String given) {
        if (fetched.text() == null) {
            return given(given, fetched.reason());
        }
        try {
            return new Found(DiffReader.read(fetched.text()), true, "read from the pull request itself");
        } catch (Fault fault) {
            return given(given, "the diff of the pull request cannot be judged: " + fault.message());
        }
    }

    private static Found given(@Nullable String given, String why) {
        return given == null
                ? new Found(null, false, "nothing but a link: " + why)
                : new Found(DiffReader.read(given), false, "as it was handed in, not compared with the link: " + why);
    }
}
