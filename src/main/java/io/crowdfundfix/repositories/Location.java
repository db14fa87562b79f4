package io.crowdfundfix.repositories;

import io.crowdfundfix.fault.Fault;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * Where a repository comes from, as it is stored.
 *
 * @param text the address, the real path, or nothing for an archive
 * @param alias under which another cannot be connected; empty for an archive
 */
record Location(RepositorySource source, String text, String alias) {
    private static final int MAX_URL = 1_000;
    private static final String WRONG =
            "must be the https address of a public git repository, such as" + " https://github.com/owner/name";

    static Location archive() {
        return new Location(RepositorySource.ARCHIVE, "", "");
    }

    static Location path(String real) {
        return new Location(RepositorySource.PATH, real, "path:" + real);
    }

    /** Takes https everywhere, and http where the host is one of these. */
    static Location url(String url, List<String> hostsAllowed) {
        try {
            URI uri = new URI(url.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            if (uri.getRawUserInfo() != null) {
                throw Fault.invalid(
                        "url",
                        "must hold no user and no password: only public repositories are read, and none is kept");
            }
            boolean web = scheme.equals("https") || scheme.equals("http") && hostsAllowed.contains(host);
            boolean plain = uri.getRawQuery() == null && uri.getRawFragment() == null && url.length() <= MAX_URL;
            boolean port = uri.getPort() == -1 || hostsAllowed.contains(host);
            String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
            if (!web || host.isEmpty() || !plain || !port || path.isEmpty() || path.contains("..")) {
                throw Fault.invalid("url", WRONG);
            }
            String at = uri.getPort() == -1 ? host : host + ":" + uri.getPort();
            String whole = scheme + "://" + at + path;
            return new Location(RepositorySource.URL, whole, LinkName.of(whole));
        } catch (URISyntaxException e) {
            throw Fault.invalid("url", WRONG);
        }
    }

    /** What the repository is called where nobody says: the last two parts of where it comes from. */
    String name() {
        String[] parts = (source == RepositorySource.URL ? alias : text).split("/", -1);
        int from = source == RepositorySource.URL ? Math.max(1, parts.length - 2) : parts.length - 1;
        return source == RepositorySource.ARCHIVE
                ? "archive"
                : String.join("/", List.of(parts).subList(from, parts.length));
    }
}
