package io.crowdfundfix.repositories;

import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/**
 * This node's copy of one repository: a bare one with a single branch, from which everything is read. Whoever writes to it holds the lock
 * of its folder; who reads, reads objects that never change.
 */
final class Mirror implements AutoCloseable {
    static final String BRANCH = "refs/heads/mirror";

    /** The code of the fault where another writes to the folder. */
    static final String BUSY = "mirror_busy";

    static {
        GitSurroundings.keepApart();
    }

    private final Path folder;
    private final MirrorRepository repository;

    private Mirror(Path folder, MirrorRepository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    static Path folder(Path all, long repository) {
        return all.resolve(Long.toString(repository));
    }

    /** The mirror to read from; empty where this node has none. Blocks. */
    static Optional<Mirror> read(Path home, long maxObjectBytes) throws IOException {
        Path git = home.resolve("git");
        return isWhole(git)
                ? Optional.of(new Mirror(git, new MirrorRepository(git.toFile(), maxObjectBytes)))
                : Optional.empty();
    }

    /** The mirror to write to, made where there is none; call it with the lock held. What a killed process left is swept. Blocks. */
    static Mirror write(Path home, long maxObjectBytes) throws IOException {
        Path git = home.resolve("git");
        if (!isWhole(git)) {
            Folders.delete(git);
            Files.createDirectories(home);
            try (MirrorRepository fresh = new MirrorRepository(git.toFile(), maxObjectBytes)) {
                fresh.create(true);
            }
        }
        Folders.deleteFiles(
                git, name -> name.endsWith(".lock") || name.startsWith("incoming_") || name.startsWith("noz"));
        return new Mirror(git, new MirrorRepository(git.toFile(), maxObjectBytes));
    }

    private static boolean isWhole(Path git) {
        return Files.exists(git.resolve("HEAD"))
                && Files.exists(git.resolve("config"))
                && Files.isDirectory(git.resolve("objects"))
                && Files.isDirectory(git.resolve("refs"));
    }

    /** What is done with a folder that nobody else writes to meanwhile. */
    @FunctionalInterface
    interface Writing<T> {
        T run() throws IOException;
    }

    /** Keeps other writers off the folder, in this process and in others; refuses where there is one. */
    static <T> T locked(Path home, Writing<T> work) throws IOException {
        Files.createDirectories(home);
        try (FileChannel channel =
                FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!isOurs(channel)) {
                throw new Refusal(Fault.unavailable(BUSY, "The repository is being fetched on this node: try again"));
            }
            return work.run();
        }
    }

    /** Whether the lock is taken; it ends with the channel. */
    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    Repository git() {
        return repository;
    }

    Path folder() {
        return folder;
    }

    /** The commit that the branch was at when it was last fetched; null where there is none. */
    @Nullable ObjectId head() throws IOException {
        return repository.resolve(BRANCH);
    }

    /** A commit with all that it needs to be read; null where it is not here. */
    @Nullable RevCommit commit(String revision) throws IOException {
        if (!ObjectId.isId(revision)) {
            return null;
        }
        ObjectId id = ObjectId.fromString(revision);
        try (RevWalk walk = new RevWalk(repository)) {
            if (!repository.getObjectDatabase().has(id)) {
                return null;
            }
            RevCommit commit = walk.parseCommit(id);
            return repository.getObjectDatabase().has(commit.getTree()) ? commit : null;
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
