package io.crowdfundfix.repositories;

import io.crowdfundfix.repositories.History.FoundFix;
import io.crowdfundfix.repositories.History.Signature;
import io.crowdfundfix.repositories.Snapshot.TreeFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Reads a revision: its files, and the commits that lead to it, the newest first. Where the revision that was stored before is an ancestor,
 * only what came since; else everything. A file that was renamed as it was keeps its history. Blocks; lives for one sync.
 */
final class HistoryWalk implements AutoCloseable {
    private static final int MAX_CHANGES = 5_000;
    private static final int MAX_RENAMES = 100_000;
    private static final int MAX_FIX_PATHS = 60;

    private final ObjectReader reader;
    private final RevWalk commits;
    private final TreeReading trees;
    private final RepositoriesConfig config;
    private final SyncProgress progress;
    private final Budget budget;
    private final Instant now;
    private final Map<String, String> nowCalled = new HashMap<>();
    private final Set<String> present = new HashSet<>();

    HistoryWalk(Mirror mirror, RepositoriesConfig config, SyncProgress progress, Instant now) {
        this.reader = mirror.git().newObjectReader();
        this.commits = new RevWalk(reader);
        this.trees = new TreeReading(reader, config.maxFileKb() * 1024L);
        this.config = config;
        this.progress = progress;
        this.budget = progress.budget();
        this.now = now;
    }

    /** Reads a revision; the one before is null where everything is to be read. */
    Snapshot read(String revision, @Nullable String before) throws IOException {
        progress.begin("reading", 0);
        RevCommit head = commits.parseCommit(ObjectId.fromString(revision));
        List<TreeFile> files = trees.files(head.getTree(), config.maxFiles(), budget);
        files.forEach(file -> present.add(file.path()));
        RevCommit base = before == null ? null : ancestor(before, head);
        Changed changed = base == null ? null : changed(base, head);
        boolean adds = base != null && changed != null;
        History history = history(head, adds ? base : null);
        Set<String> gone = new HashSet<>();
        Map<String, String> renamed = new HashMap<>();
        if (changed != null) {
            gone.addAll(changed.paths());
            gone.addAll(history.files().keySet());
            nowCalled.forEach((old, name) -> {
                if (changed.paths().contains(old)) {
                    renamed.put(old, name);
                }
            });
        }
        return new Snapshot(
                adds ? before : null,
                revision,
                adds ? files.stream().filter(file -> gone.contains(file.path())).toList() : files,
                gone,
                renamed,
                files.size(),
                history,
                rules(head));
    }

    /** Paths that differ between two revisions. */
    private record Changed(Set<String> paths) {}

    /** Null where they are so many that all is better read anew. */
    private @Nullable Changed changed(RevCommit base, RevCommit head) throws IOException {
        Set<String> paths = new HashSet<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(base.getTree());
            walk.addTree(head.getTree());
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next()) {
                String path = FilePath.of(walk.getRawPath());
                if (path != null && paths.add(path) && paths.size() > MAX_CHANGES) {
                    return null;
                }
            }
        }
        return new Changed(paths);
    }

    private @Nullable RevCommit ancestor(String before, RevCommit head) throws IOException {
        if (!ObjectId.isId(before) || !reader.has(ObjectId.fromString(before))) {
            return null;
        }
        try (RevWalk walk = new RevWalk(reader)) {
            RevCommit base = walk.parseCommit(ObjectId.fromString(before));
            boolean isIn = walk.isMergedInto(base, walk.parseCommit(head));
            return isIn && reader.has(base.getTree()) ? commits.parseCommit(base) : null;
        }
    }

    private History history(RevCommit head, @Nullable RevCommit base) throws IOException {
        progress.begin("reading", config.maxCommits());
        History history = new History(Duration.ofDays(config.halfLifeDays()));
        commits.reset();
        commits.markStart(head);
        if (base != null) {
            commits.markUninteresting(base);
        }
        for (RevCommit commit = next(); commit != null && history.commits() < config.maxCommits(); commit = next()) {
            budget.check();
            progress.step();
            read(commit, history);
            commit.disposeBody();
        }
        return history;
    }

    /** The next commit; none where the history ends, also where it ends in what was not fetched. */
    private @Nullable RevCommit next() throws IOException {
        try {
            return commits.next();
        } catch (org.eclipse.jgit.errors.MissingObjectException e) {
            return null;
        }
    }

    private void read(RevCommit commit, History history) throws IOException {
        List<String> paths = commit.getParentCount() > 1 ? List.of() : paths(commit);
        Signature by = signature(commit.getAuthorIdent());
        history.commit(commit.name(), by, paths);
        if (!paths.isEmpty() && paths.size() <= MAX_FIX_PATHS) {
            String message = commit.getFullMessage();
            if (FixMessage.saysFixed(message)) {
                history.fix(new FoundFix(
                        commit.name(), FixMessage.title(message), FixMessage.text(message), by.at(), paths));
            }
        }
    }

    private Signature signature(@Nullable PersonIdent by) {
        if (by == null) {
            return new Signature("unknown", "", Instant.EPOCH);
        }
        Instant at = by.getWhenAsInstant();
        Instant possible = at.isAfter(now) ? now : at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at;
        String name = FixMessage.cut(by.getName().replaceAll("\\p{Cntrl}", " ").strip(), 200);
        String email =
                FixMessage.cut(by.getEmailAddress().replaceAll("\\p{Cntrl}", "").strip(), 200);
        return new Signature(name.isEmpty() ? "unknown" : name, email.toLowerCase(Locale.ROOT), possible);
    }

    /** The files that a commit has changed, by what they are called now; those that are gone are left out. */
    private List<String> paths(RevCommit commit) throws IOException {
        Map<ObjectId, String> removed = new HashMap<>();
        Map<String, ObjectId> added = new HashMap<>();
        List<String> changed = new ArrayList<>();
        try (TreeWalk walk = new TreeWalk(reader)) {
            if (!addParent(walk, commit)) {
                return List.of();
            }
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            while (walk.next() && changed.size() + added.size() < config.maxFiles()) {
                note(walk, removed, added, changed);
            }
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

    private List<OwnerRule> rules(RevCommit head) throws IOException {
        for (String place : OwnerRule.PLACES) {
            String file = trees.text(head.getTree(), place);
            if (file != null) {
                return OwnerRule.read(file);
            }
        }
        return List.of();
    }

    @Override
    public void close() {
        commits.close();
        reader.close();
    }
}
