package io.crowdfundfix.verification;

import io.crowdfundfix.fault.Check;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * How fixes are verified.
 *
 * @param fetch whether the diffs of public pull requests are read
 * @param githubBaseUrl where they are read: links to its host only, {@code <base>/<owner>/<repo>/pull/<n>.diff}
 * @param allowPrivateBase dangerous: lets the base itself be plain http and an internal address; meant for tests
 * @param fetchTimeoutMs for a whole fetch with its redirects
 * @param waitMs how long the answer waits for the verdict; the submission is stored before
 * @param workers threads of this node that verify
 * @param pollMs how often pending submissions are looked for when no hint came
 * @param maxAttempts tries before a submission that cannot be judged is marked so
 */
public record VerificationConfig(
        boolean fetch,
        String githubBaseUrl,
        boolean allowPrivateBase,
        int fetchTimeoutMs,
        int waitMs,
        int workers,
        int pollMs,
        int maxAttempts) {
    public VerificationConfig {
        Check.that()
                .isTrue(
                        "github_base_url",
                        isBase(githubBaseUrl, allowPrivateBase),
                        "must be an https address without a path, such as https://github.com, is \"" + githubBaseUrl
                                + "\"")
                .range("fetch_timeout_ms", fetchTimeoutMs, 100, 10_000)
                .range("wait_ms", waitMs, 0, 10_000)
                .range("workers", workers, 1, 64)
                .range("poll_ms", pollMs, 50, 60_000)
                .range("max_attempts", maxAttempts, 1, 20)
                .done();
    }

    public static VerificationConfig defaults() {
        return new VerificationConfig(true, "https://github.com", false, 5_000, 2_000, 2, 1_000, 5);
    }

    URI base() {
        return URI.create(githubBaseUrl);
    }

    private static boolean isBase(String url, boolean plainToo) {
        try {
            URI base = new URI(url);
            String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("https") || plainToo && scheme.equals("http"))
                    && base.getHost() != null
                    && base.getUserInfo() == null
                    && base.getPath().isEmpty()
                    && base.getQuery() == null
                    && base.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
