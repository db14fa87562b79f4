package io.crowdfundfix.repositories;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a sync has read, ready to be stored.
 *
 * @param base the revision that this adds to; null where it replaces everything
 * @param revision empty where there is no commit
 * @param files of the revision: all of them, or those that changed since the base
 * @param gone paths whose rows go: those that changed or were removed since the base
 * @param renamed what files of the base are called now
 * @param rules what CODEOWNERS says
 */
record Snapshot(
        @Nullable String base,
        String revision,
        List<TreeFile> files,
        Set<String> gone,
        Map<String, String> renamed,
        int fileCount,
        History history,
        List<OwnerRule> rules) {
    Snapshot {
        files = List.copyOf(files);
        gone = Set.copyOf(gone);
        renamed = Map.copyOf(renamed);
        rules = List.copyOf(rules);
    }

    /** A file that is read. */
    record TreeFile(String path, long size, @Nullable String language) {}

    /** Of a repository without a commit. */
    static Snapshot empty(java.time.Duration halfLife) {
        return new Snapshot(null, "", List.of(), Set.of(), Map.of(), 0, new History(halfLife), List.of());
    }

    boolean isWhole() {
        return base == null;
    }
}
