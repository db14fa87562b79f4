package io.crowdfundfix.training;

import io.crowdfundfix.engine.task.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** A bar on the terminal's error stream, redrawn at most once for each percent. */
final class TerminalProgress implements Progress {
    private static final int WIDTH = 30;

    private final PrintStream err;
    private String shown = "";

    TerminalProgress(PrintStream err) {
        this.err = err;
    }

    @Override
    public synchronized void at(String what, long done, long total) {
        long percent = total == 0 ? 100 : 100 * done / total;
        int filled = (int) (WIDTH * percent / 100);
        String bar = String.format(
                Locale.ROOT, "%-28s [%s%s] %3d %%", what, "#".repeat(filled), ".".repeat(WIDTH - filled), percent);
        if (!bar.equals(shown)) {
            shown = bar;
            err.print("\r" + bar + (done >= total ? "\n" : ""));
            err.flush();
        }
    }
}
