package io.crowdfundfix.repositories;

import io.crowdfundfix.repositories.History.FoundFix;
import io.crowdfundfix.repositories.History.Signature;
import io.crowdfundfix.repositories.Snapshot.TreeFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/**
 * Reads a revision: its files, and the commits that lead to it, the newest first. Where the revision that was stored before is an ancestor,
 * only what came since; else everything. A file that was renamed as it was keeps its history. Blocks; lives for one sync.
 */
final class HistoryWalk implements AutoCloseable {
    private static final int MAX_CHANGES = 5_000;
    private static final int MAX_FIX_PATHS = 60;

    private final ObjectReader reader;
    private final RevWalk commits;
    private final TreeReading trees;
    private final RepositoriesConfig config;
    private final SyncProgress progress;
    private final Budget budget;
    private final Instant now;

    HistoryWalk(Mirror mirror, RepositoriesConfig config, SyncProgress progress, Instant now) {
        this.reader = new BudgetedReader(mirror.git().newObjectReader(), progress.budget());
        this.commits = new RevWalk(reader);
        commits.setRetainBody(false);
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
        ChangedPaths paths = new ChangedPaths(commits, files, config.maxFiles(), budget);
        RevCommit base = before == null ? null : ancestor(before, head);
        Changed changed = base == null ? null : changed(base, head);
        boolean adds = base != null && changed != null;
        History history = history(head, adds ? base : null, paths);
        Set<String> gone = new HashSet<>();
        Map<String, String> renamed = new HashMap<>();
        if (changed != null) {
            gone.addAll(changed.paths());
            gone.addAll(history.files().keySet());
            paths.nowCalled().forEach((old, name) -> {
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
        EntryLimit limit = new EntryLimit(TreeFilter.ANY_DIFF, 2 * EntryLimit.of(config.maxFiles()), budget);
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(base.getTree());
            walk.addTree(head.getTree());
            walk.setRecursive(true);
            walk.setFilter(limit);
            while (walk.next()) {
                String path = FilePath.of(walk.getRawPath());
                if (path != null && paths.add(path) && paths.size() > MAX_CHANGES) {
                    return null;
                }
            }
        }
        return limit.isReached() ? null : new Changed(paths);
    }

    private @Nullable RevCommit ancestor(String before, RevCommit head) throws IOException {
        if (!ObjectId.isId(before) || !reader.has(ObjectId.fromString(before))) {
            return null;
        }
        try (RevWalk walk = new RevWalk(reader)) {
            walk.setRetainBody(false);
            RevCommit base = walk.parseCommit(ObjectId.fromString(before));
            boolean isIn = walk.isMergedInto(base, walk.parseCommit(head));
            return isIn && reader.has(base.getTree()) ? commits.parseCommit(base) : null;
        }
    }

    private History history(RevCommit head, @Nullable RevCommit base, ChangedPaths paths) throws IOException {
        progress.begin("reading", config.maxCommits());
        History history = new History(Duration.ofDays(config.halfLifeDays()));
        commits.reset();
        commits.markStart(head);
        if (base != null) {
            commits.markUninteresting(base);
        }
        for (RevCommit commit = next(); commit != null && history.commits() < config.maxCommits(); commit = next()) {
            budget.check();
            if (paths.isUsedUp()) {
                break;
            }
            progress.step();
            commits.parseBody(commit);
            read(commit, commit.getParentCount() > 1 ? List.of() : paths.of(commit), history);
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

    private void read(RevCommit commit, List<String> paths, History history) {
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
