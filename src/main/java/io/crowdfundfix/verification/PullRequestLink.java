package io.crowdfundfix.verification;

import io.crowdfundfix.fault.Fault;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A link to a fix that a person has given. It names a host of the public internet; whether that host has a public address is asked when it is fetched. */
record PullRequestLink(URI link, URI base) {
    private static final Pattern PULL_REQUEST =
            Pattern.compile("/([A-Za-z0-9_.-]{1,100})/([A-Za-z0-9_.-]{1,100})/pull/(\\d{1,10})(/[a-z]*)?");
    /** The last label of a name has letters; of an address, in whatever notation, it is a number. */
    private static final Pattern PUBLIC_NAME = Pattern.compile("([a-z0-9_-]+\\.)+[a-z][a-z0-9-]*[a-z0-9]\\.?");

    private static final List<String> INTERNAL =
            List.of(".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa", ".localdomain");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static PullRequestLink of(String link, URI base) {
        URI uri = parsed(link);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        require(scheme.equals("http") || scheme.equals("https"), "must be an http or https address");
        require(uri.getHost() != null, "must name a host");
        require(uri.getRawUserInfo() == null, "must not hold a user name or a password");
        if (!isSameOrigin(uri, base)) {
            int port = uri.getPort();
            require(port == -1 || port == HTTP || port == HTTPS, "must not name a port");
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            require(PUBLIC_NAME.matcher(host).matches(), "must name a public host, not an address");
            String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
            require(INTERNAL.stream().noneMatch(bare::endsWith), "must not name an internal host");
        }
        return new PullRequestLink(uri, base);
    }

    /** Where its diff is, if it is a pull request where diffs may be read. */
    Optional<URI> diff() {
        Matcher path = PULL_REQUEST.matcher(link.getRawPath() == null ? "" : link.getRawPath());
        if (!isHostOf(base) || !path.matches()) {
            return Optional.empty();
        }
        String repository = "/" + path.group(1) + "/" + path.group(2);
        return repository.contains("/.")
                ? Optional.empty()
                : Optional.of(base.resolve(repository + "/pull/" + path.group(3) + ".diff"));
    }

    private boolean isHostOf(URI other) {
        int port = link.getPort();
        boolean usual = port == -1 || port == (link.getScheme().equalsIgnoreCase("https") ? HTTPS : HTTP);
        return isSameOrigin(link, other)
                || usual && other.getPort() == -1 && link.getHost().equalsIgnoreCase(other.getHost());
    }

    static boolean isSameOrigin(URI one, URI other) {
        return one.getHost() != null
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort()
                && one.getScheme().equalsIgnoreCase(other.getScheme());
    }

    private static URI parsed(String link) {
        try {
            return new URI(link);
        } catch (URISyntaxException e) {
            throw Fault.invalid("pr_link", "must be an http or https address: " + e.getReason());
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw Fault.invalid("pr_link", message);
        }
    }
}
