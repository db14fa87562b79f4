package io.crowdfundfix.repositories;

import io.crowdfundfix.repositories.Snapshot.TreeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/** Reads the files of a tree: plain ones only, no links and no submodules. */
final class TreeReading {
    private final ObjectReader reader;
    private final long maxBytes;

    TreeReading(ObjectReader reader, long maxBytes) {
        this.reader = reader;
        this.maxBytes = maxBytes;
    }

    /** All files; fails where there are more than this. */
    List<TreeFile> files(RevTree tree, int max, Budget budget) throws IOException {
        List<TreeFile> files = new ArrayList<>();
        EntryLimit limit = new EntryLimit(TreeFilter.ALL, EntryLimit.of(max), budget);
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(tree);
            walk.setRecursive(true);
            walk.setFilter(limit);
            while (walk.next() && files.size() <= max) {
                TreeFile file = file(walk, 0);
                if (file != null) {
                    files.add(file);
                }
            }
        }
        if (limit.isReached() || files.size() > max) {
            throw EntryLimit.refusal(max);
        }
        return files;
    }

    /** The file that a walk is at, in its nth tree; null where there is none that is read. */
    @Nullable TreeFile file(TreeWalk walk, int nth) throws IOException {
        if (!isFile(walk.getFileMode(nth))) {
            return null;
        }
        String path = FilePath.of(walk.getRawPath());
        return path == null ? null : new TreeFile(path, size(walk.getObjectId(nth)), FilePath.language(path));
    }

    static boolean isFile(FileMode mode) {
        return mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
    }

    private long size(ObjectId blob) throws IOException {
        try {
            return reader.getObjectSize(blob, Constants.OBJ_BLOB);
        } catch (MissingObjectException e) {
            return 0;
        }
    }

    /** The text of a file; null where it is too large or no text. What is no UTF-8 in it is replaced. */
    @Nullable String text(ObjectId blob) throws IOException {
        try {
            ObjectLoader loader = reader.open(blob, Constants.OBJ_BLOB);
            if (loader.getSize() > maxBytes) {
                return null;
            }
            byte[] bytes = loader.getCachedBytes((int) maxBytes);
            return RawText.isBinary(bytes) ? null : new String(bytes, StandardCharsets.UTF_8).replace("\0", "\uFFFD");
        } catch (MissingObjectException e) {
            return null;
        }
    }

    /** The text of the file at this path; null where there is none. */
    @Nullable String text(RevTree tree, String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(reader, path, tree)) {
            return walk == null || !isFile(walk.getFileMode(0)) ? null : text(walk.getObjectId(0));
        }
    }
}
