package io.crowdfundfix.repositories;

import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.ProgressMonitor;

/** How far a sync is: written by the thread that works, read by the one that tells. */
final class SyncProgress implements ProgressMonitor {
    private final Budget budget;
    private volatile String phase = "";
    private final AtomicLong done = new AtomicLong();
    private volatile long total;

    SyncProgress(Budget budget) {
        this.budget = budget;
    }

    /** What the sync may take. */
    Budget budget() {
        return budget;
    }

    /** What is shown of it. */
    record Shown(String phase, long done, long total) {}

    Shown shown() {
        return new Shown(phase, done.get(), total);
    }

    void begin(String named, long steps) {
        phase = named;
        total = steps;
        done.set(0);
    }

    void step() {
        done.incrementAndGet();
    }

    @Override
    public void start(int totalTasks) {
        // each task says for itself how much it is
    }

    @Override
    public void beginTask(String title, int totalWork) {
        begin("fetching", totalWork);
    }

    @Override
    public void update(int completed) {
        done.addAndGet(completed);
    }

    @Override
    public void endTask() {
        // the next one begins anew
    }

    @Override
    public boolean isCancelled() {
        return budget.isOver();
    }

    @Override
    public void showDuration(boolean enabled) {
        // nobody is shown it
    }
}
