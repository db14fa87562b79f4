package io.crowdfundfix.repositories;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.repositories.RepositoriesApi.ChangedFile;
import io.crowdfundfix.repositories.RepositoriesApi.Changes;
import io.crowdfundfix.repositories.RepositoriesApi.ReadChanges;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Reads what differs between two revisions of a mirror, a page at a time, in git's order of paths. Blocks. */
final class ChangeReader {
    private static final long MAX_TEXT = 4_000_000;
    private static final int MAX_LOOKED_AT = 20_000;

    private final Mirror mirror;
    private final RepositoriesConfig config;
    private final Budget budget;

    ChangeReader(Mirror mirror, RepositoriesConfig config, Budget budget) {
        this.mirror = mirror;
        this.config = config;
        this.budget = budget;
    }

    /** Reads a page of the way to this revision. */
    Changes read(ReadChanges asked, String revision) throws IOException {
        RevCommit to = mirror.commit(revision);
        if (to == null) {
            throw missing();
        }
        RevCommit from = asked.fromRevision().isEmpty() ? null : mirror.commit(asked.fromRevision());
        try (ObjectReader reader = mirror.git().newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(to.getTree());
            if (from == null) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(from.getTree());
            }
            walk.setRecursive(true);
            EntryLimit limit = new EntryLimit(TreeFilter.ANY_DIFF, 2 * EntryLimit.of(config.maxFiles()), budget);
            walk.setFilter(limit);
            TreeReading trees = new TreeReading(reader, config.maxFileKb() * 1024L);
            Changes read = page(walk, trees, asked.afterPath(), new Frame(revision, from == null));
            if (limit.isReached()) {
                throw EntryLimit.refusal(config.maxFiles()).fault();
            }
            return read;
        }
    }

    static Fault missing() {
        return Fault.unavailable("mirror_missing", "This node is still fetching the repository: try again");
    }

    private record Frame(String revision, boolean whole) {}

    private static Changes page(TreeWalk walk, TreeReading trees, String after, Frame frame) throws IOException {
        byte[] begin = after.getBytes(StandardCharsets.UTF_8);
        List<ChangedFile> files = new ArrayList<>();
        long text = 0;
        int lookedAt = 0;
        String last = after;
        while (walk.next()) {
            String path = FilePath.of(walk.getRawPath());
            if (path == null || Arrays.compareUnsigned(walk.getRawPath(), begin) <= 0) {
                continue;
            }
            if (files.size() >= RepositoriesApi.MAX_CHANGED_FILES || text >= MAX_TEXT || lookedAt >= MAX_LOOKED_AT) {
                return new Changes(frame.revision(), files, true, last, frame.whole());
            }
            String read = TreeReading.isFile(walk.getFileMode(0)) ? trees.text(walk.getObjectId(0)) : null;
            if (read != null || !frame.whole()) {
                files.add(new ChangedFile(path, read));
            }
            text += length(read);
            lookedAt++;
            last = path;
        }
        return new Changes(frame.revision(), files, false, last, frame.whole());
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
