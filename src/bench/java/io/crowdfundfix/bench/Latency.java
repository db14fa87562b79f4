package io.crowdfundfix.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long pieces of work took, by the wall clock and, for machines that are not quiet, in processor time of the calling thread. */
final class Latency {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Double> wallMs = new ArrayList<>();
    private final List<Double> cpuMs = new ArrayList<>();

    void add(Runnable work) {
        long wall = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        work.run();
        cpuMs.add((threads.getCurrentThreadCpuTime() - cpu) / 1e6);
        wallMs.add((System.nanoTime() - wall) / 1e6);
    }

    private static double quantile(List<Double> values, int percent) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() * percent / 100);
    }

    @Override
    public String toString() {
        return String.format(
                "%d times: p50 %.2f ms, p99 %.2f ms; processor p50 %.2f ms, p99 %.2f ms",
                wallMs.size(), quantile(wallMs, 50), quantile(wallMs, 99), quantile(cpuMs, 50), quantile(cpuMs, 99));
    }
}
