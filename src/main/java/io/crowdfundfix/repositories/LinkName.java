package io.crowdfundfix.repositories;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The names under which links lead to a repository: {@code host/owner/name} in lower case, without {@code .git}; the host with its port, where one is given. */
final class LinkName {
    private static final int MAX_SEGMENTS = 8;

    private LinkName() {}

    /** The name of the repository whose address this is; empty where it is no web address. */
    static String of(String url) {
        List<String> segments = segments(url);
        return segments.isEmpty() ? "" : bare(String.join("/", segments));
    }

    /** The names that a repository may have to which this leads, or in which what it leads to may be; the longest first. */
    static List<String> candidates(String link) {
        List<String> segments = segments(link);
        List<String> names = new ArrayList<>();
        for (int end = Math.min(segments.size(), MAX_SEGMENTS); end >= 2; end--) {
            names.add(bare(String.join("/", segments.subList(0, end))));
        }
        return names;
    }

    private static String bare(String name) {
        return name.endsWith(".git") ? name.substring(0, name.length() - 4) : name;
    }

    private static List<String> segments(String link) {
        try {
            URI uri = new URI(link.toLowerCase(Locale.ROOT));
            if (uri.getHost() == null || uri.getPath() == null) {
                return List.of();
            }
            String port = uri.getPort() == -1 || uri.getPort() == 443 ? "" : ":" + uri.getPort();
            List<String> segments = new ArrayList<>(List.of(uri.getHost() + port));
            Arrays.stream(uri.getPath().split("/", -1))
                    .filter(segment -> !segment.isBlank())
                    .limit(MAX_SEGMENTS + 1L)
                    .forEach(segments::add);
            return segments;
        } catch (URISyntaxException e) {
            return List.of();
        }
    }
}
