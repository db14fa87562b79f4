package io.crowdfundfix.repositories;

import io.crowdfundfix.repositories.Snapshot.TreeFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Which of the files of today a commit has changed, asked of one commit after the other, the newest first. A file that was renamed as it was
 * is the same file. Lives for one sync.
 */
final class ChangedPaths {
    private static final int MAX_RENAMES = 100_000;
    private static final int WALKS_IN_ALL = 500;

    private final RevWalk commits;
    private final ObjectReader reader;
    private final int maxFiles;
    private final Budget budget;
    private final Map<String, String> nowCalled = new HashMap<>();
    private final Set<String> present = new HashSet<>();
    private long left;

    ChangedPaths(RevWalk commits, List<TreeFile> files, int maxFiles, Budget budget) {
        this.commits = commits;
        this.reader = commits.getObjectReader();
        this.maxFiles = maxFiles;
        this.budget = budget;
        this.left = WALKS_IN_ALL * EntryLimit.of(maxFiles);
        files.forEach(file -> present.add(file.path()));
    }

    /** Whether so much was looked at for all commits together that older ones are not read. */
    boolean isUsedUp() {
        return left <= 0;
    }

    /** What files were called before, to what they are called now. */
    Map<String, String> nowCalled() {
        return nowCalled;
    }

    /** The files that a commit has changed, by what they are called now; those that are gone are left out. */
    List<String> of(RevCommit commit) throws IOException {
        Map<ObjectId, String> removed = new HashMap<>();
        Map<String, ObjectId> added = new HashMap<>();
        List<String> changed = new ArrayList<>();
        EntryLimit limit = new EntryLimit(TreeFilter.ANY_DIFF, Math.min(left, EntryLimit.of(maxFiles)), budget);
        try (TreeWalk walk = new TreeWalk(reader)) {
            if (!addParent(walk, commit)) {
                return List.of();
            }
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            walk.setFilter(limit);
            while (walk.next() && changed.size() + added.size() < maxFiles) {
                note(walk, removed, added, changed);
            }
        } finally {
            left -= limit.seen();
        }
        added.forEach((path, blob) -> rename(removed.get(blob), path));
        changed.addAll(added.keySet());
        return changed.stream()
                .map(this::now)
                .filter(present::contains)
                .distinct()
                .toList();
    }

    private boolean addParent(TreeWalk walk, RevCommit commit) throws IOException {
        if (commit.getParentCount() == 0) {
            walk.addTree(new EmptyTreeIterator());
            return true;
        }
        if (!reader.has(commit.getParent(0))) {
            return false;
        }
        walk.addTree(commits.parseCommit(commit.getParent(0)).getTree());
        return true;
    }

    private static void note(
            TreeWalk walk, Map<ObjectId, String> removed, Map<String, ObjectId> added, List<String> changed) {
        String path = FilePath.of(walk.getRawPath());
        if (path == null) {
            return;
        }
        boolean was = TreeReading.isFile(walk.getFileMode(0));
        boolean is = TreeReading.isFile(walk.getFileMode(1));
        if (was && is) {
            changed.add(path);
        } else if (was) {
            removed.put(walk.getObjectId(0), path);
        } else if (is) {
            added.put(path, walk.getObjectId(1));
        }
    }

    private void rename(@Nullable String old, String path) {
        if (old != null && !present.contains(old) && nowCalled.size() < MAX_RENAMES) {
            nowCalled.putIfAbsent(old, now(path));
        }
    }

    private String now(String path) {
        return nowCalled.getOrDefault(path, path);
    }
}
