package io.crowdfundfix.localisation;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Links to files at public hosts of repositories, pinned to a revision so that the lines stay right. */
final class FileLinks {
    /** The part between the repository's address and the revision, by host. */
    private static final Map<String, String> VIEW_BY_HOST = Map.of(
            "github.com", "/blob/",
            "gitlab.com", "/-/blob/",
            "codeberg.org", "/src/commit/",
            "bitbucket.org", "/src/");

    private FileLinks() {}

    /** To the file; null where the repository has no address or nobody knows how its host shows files. */
    static @Nullable String of(@Nullable String repositoryUrl, String revision, String path) {
        if (repositoryUrl == null) {
            return null;
        }
        String url = repositoryUrl.replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        String host = URI.create(url).getHost();
        String view = host == null ? null : VIEW_BY_HOST.get(host);
        return view == null ? null : url + view + revision + "/" + encoded(path);
    }

    /** To these lines of the file. */
    static @Nullable String withLines(@Nullable String link, List<LocalisationApi.SuspectMethod> methods) {
        if (link == null || methods.isEmpty() || !link.startsWith("https://git")) {
            return link;
        }
        return link + "#L" + methods.get(0).firstLine();
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
