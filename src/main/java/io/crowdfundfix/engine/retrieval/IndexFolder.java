package io.crowdfundfix.engine.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The folder of one process's indexes. Processes that share a data folder each have one of their own, and find it again. */
public final class IndexFolder implements AutoCloseable {
    private static final int MOST = 64;

    private final Path path;
    private final FileChannel channel;

    private IndexFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** The first below {@code parent} that nobody uses. */
    public static IndexFolder take(Path parent) {
        try {
            for (int i = 0; i < MOST; i++) {
                IndexFolder folder = tryToTake(Files.createDirectories(parent.resolve(Integer.toString(i))));
                if (folder != null) {
                    return folder;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for indexes in " + parent, e);
        }
        throw new IllegalStateException("all " + MOST + " folders for indexes in " + parent + " are in use");
    }

    private static @Nullable IndexFolder tryToTake(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new IndexFolder(path, channel);
            }
        } catch (OverlappingFileLockException e) {
            // in use within this process
        }
        channel.close();
        return null;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of indexes cannot be given back", e);
        }
    }
}
