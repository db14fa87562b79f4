package io.crowdfundfix.bugs;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The name under which links to one repository are the same: {@code owner/name} in lower case. */
final class RepoName {
    private RepoName() {}

    /** Takes a link to a repository or to something in it, or the name itself. */
    static String of(String linkOrName) {
        String path =
                linkOrName.toLowerCase(Locale.ROOT).replaceFirst("[?#].*$", "").replaceFirst("^https?://[^/]*/?", "");
        List<String> segments = Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isBlank())
                .limit(2)
                .toList();
        return String.join("/", segments).replaceFirst("\\.git$", "");
    }
}
