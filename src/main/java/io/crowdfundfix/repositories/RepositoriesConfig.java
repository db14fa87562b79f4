package io.crowdfundfix.repositories;

import io.crowdfundfix.fault.Check;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How repositories are connected and read.
 *
 * @param dir where mirrors are kept; empty for {@code repositories} in the data folder. Each node has its own
 * @param hostsAllowed hosts that may be internal and speak plain http; dangerous, empty where all repositories are public
 * @param localRoots folders below which repositories may be connected by path
 * @param maxMb received by one fetch, and held by one unpacked archive
 * @param maxFiles of one repository
 * @param maxFileKb largest file whose text is read
 * @param maxObjectMb largest object that a fetch takes
 * @param maxArchiveMb largest uploaded archive
 * @param maxCommits how far back the history is read
 * @param halfLifeDays after which a change counts half
 * @param timeoutSeconds for one fetch
 * @param workers syncs at once on this node
 * @param pollMs how often waiting syncs are looked for when no hint came
 * @param maxAttempts tries before a sync that fails by the network is marked so
 * @param maxPerPerson repositories that one person may have connected; not for administrators
 */
public record RepositoriesConfig(
        String dir,
        List<String> hostsAllowed,
        List<String> localRoots,
        int maxMb,
        int maxFiles,
        int maxFileKb,
        int maxObjectMb,
        int maxArchiveMb,
        int maxCommits,
        int halfLifeDays,
        int timeoutSeconds,
        int workers,
        int pollMs,
        int maxAttempts,
        int maxPerPerson) {
    public RepositoriesConfig {
        hostsAllowed = List.copyOf(hostsAllowed);
        localRoots = List.copyOf(localRoots);
        Check check = Check.that()
                .text("dir", dir, 0, 4_000)
                .size("hosts_allowed", hostsAllowed, 50)
                .size("local_roots", localRoots, 50)
                .range("max_mb", maxMb, 1, 100_000)
                .range("max_files", maxFiles, 1, 1_000_000)
                .range("max_file_kb", maxFileKb, 1, 16_384)
                .range("max_object_mb", maxObjectMb, 1, 2_000)
                .range("max_archive_mb", maxArchiveMb, 1, 2_000)
                .range("max_commits", maxCommits, 1, 1_000_000)
                .range("half_life_days", halfLifeDays, 30, 3_650)
                .range("timeout_seconds", timeoutSeconds, 1, 7_200)
                .range("workers", workers, 1, 16)
                .range("poll_ms", pollMs, 50, 60_000)
                .range("max_attempts", maxAttempts, 1, 20)
                .range("max_per_person", maxPerPerson, 1, 10_000);
        for (int i = 0; i < hostsAllowed.size(); i++) {
            check.isTrue(
                    "hosts_allowed[" + i + "]",
                    hostsAllowed.get(i).matches("[a-z0-9.:\\[\\]-]{1,255}"),
                    "must be a host name in lower case, is \"" + hostsAllowed.get(i) + "\"");
        }
        for (int i = 0; i < localRoots.size(); i++) {
            check.isTrue(
                    "local_roots[" + i + "]",
                    localRoots.get(i).startsWith("/")
                            || Path.of(localRoots.get(i)).isAbsolute(),
                    "must be an absolute path, is \"" + localRoots.get(i) + "\"");
        }
        check.done();
    }

    /** The same with one more folder below which repositories may be connected by path. */
    public RepositoriesConfig alsoBelow(Path root) {
        List<String> roots = new ArrayList<>(localRoots);
        roots.add(root.toString());
        return new RepositoriesConfig(
                dir,
                hostsAllowed,
                roots,
                maxMb,
                maxFiles,
                maxFileKb,
                maxObjectMb,
                maxArchiveMb,
                maxCommits,
                halfLifeDays,
                timeoutSeconds,
                workers,
                pollMs,
                maxAttempts,
                maxPerPerson);
    }

    public static RepositoriesConfig defaults() {
        return new RepositoriesConfig(
                "", List.of(), List.of(), 2_000, 50_000, 1_024, 64, 100, 20_000, 365, 600, 2, 1_000, 3, 200);
    }

    Path folder(Path dataDir) {
        return dir.isEmpty() ? dataDir.resolve("repositories") : Path.of(dir);
    }
}
