package io.crowdfundfix.repositories;

import java.io.IOException;
import org.eclipse.jgit.errors.StopWalkException;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Ends a walk through trees that looks at too many entries: a few small trees that hold each other many times over never end, not even where
 * there is no file in them. Folders, links and what is the same count, too.
 */
final class EntryLimit extends TreeFilter {
    /** What is deeper than any path that is read is not entered. */
    private static final int MAX_PATH_BYTES = FilePath.MAX_LENGTH * 4;

    private final TreeFilter wanted;
    private final long max;
    private final Budget budget;
    private long seen;

    EntryLimit(TreeFilter wanted, long max, Budget budget) {
        this.wanted = wanted;
        this.max = max;
        this.budget = budget;
    }

    /** How many entries one walk may look at where a repository may hold so many files. */
    static long of(int maxFiles) {
        return 4L * maxFiles;
    }

    static Refusal refusal(int maxFiles) {
        return new Refusal(
                "too_many_files",
                "The repository has more than " + maxFiles + " files, or many more folders and links: connect a smaller"
                        + " one, or let the operator raise repositories.max_files");
    }

    /** Whether the walk was ended before it was through. */
    boolean isReached() {
        return seen > max;
    }

    long seen() {
        return Math.min(seen, max);
    }

    @Override
    public boolean include(TreeWalk walk) throws IOException {
        if (++seen > max) {
            throw StopWalkException.INSTANCE;
        }
        budget.check();
        return walk.getPathLength() <= MAX_PATH_BYTES && wanted.include(walk);
    }

    @Override
    public boolean shouldBeRecursive() {
        return wanted.shouldBeRecursive();
    }

    @Override
    public TreeFilter clone() {
        return this;
    }
}
