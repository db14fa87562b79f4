package io.crowdfundfix.engine.task;

/** Hears how far a long piece of work is. Safe to call from many threads. */
public interface Progress {
    Progress SILENT = (what, done, total) -> {};

    void at(String what, long done, long total);
}
