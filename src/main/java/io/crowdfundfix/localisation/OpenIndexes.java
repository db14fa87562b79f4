package io.crowdfundfix.localisation;

import io.crowdfundfix.engine.locate.CodeIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes of a node, one folder for each repository. Those used last stay open, up to a limit; one that is in use is neither closed nor
 * deleted. Serves many threads; opening and deleting block.
 */
final class OpenIndexes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIndexes.class);

    private static final String FILES = "files";
    private static final String ENCODER = "encoder";

    private final Path folder;
    private final int most;
    private final Map<Long, Opened> openByRepository = new LinkedHashMap<>(16, 0.75f, true);

    /** @param most so many are kept open */
    OpenIndexes(Path folder, int most) {
        this.folder = folder;
        this.most = most;
    }

    /** Opened by the first who needs it, whom only others of the same repository wait for. */
    private static final class Opened {
        private final Path files;
        private @Nullable CodeIndex index;
        private int leases;
        private boolean unwanted;

        Opened(Path files) {
            this.files = files;
        }

        synchronized CodeIndex index() {
            if (index == null) {
                index = CodeIndex.open(files);
            }
            return index;
        }

        synchronized void close() {
            if (index != null) {
                index.close();
            }
        }
    }

    /** An index while it is used. */
    final class Lease implements AutoCloseable {
        private final long repository;
        private final Opened opened;

        private Lease(long repository, Opened opened) {
            this.repository = repository;
            this.opened = opened;
        }

        CodeIndex index() {
            return opened.index();
        }

        @Override
        public void close() {
            release(repository, opened);
        }
    }

    /** The repository's index, made where there is none. */
    synchronized Lease open(long repository) {
        Opened opened = openByRepository.computeIfAbsent(repository, id -> new Opened(path(id).resolve(FILES)));
        opened.leases++;
        closeUnused();
        return new Lease(repository, opened);
    }

    /** Whether a folder is there, whatever is in it. */
    boolean has(long repository) {
        return Files.isDirectory(path(repository));
    }

    /** What made the meanings of its files; empty where there are none yet. */
    String encoder(long repository) {
        try {
            return Files.readString(path(repository).resolve(ENCODER));
        } catch (NoSuchFileException none) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says what makes the meanings of its files from now on. */
    void encodedBy(long repository, String encoder) {
        try {
            Files.writeString(path(repository).resolve(ENCODER), encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void release(long repository, Opened opened) {
        opened.leases--;
        if (opened.unwanted && opened.leases == 0) {
            openByRepository.remove(repository, opened);
            opened.close();
            deleteFolder(path(repository));
        }
    }

    private void closeUnused() {
        Iterator<Opened> leastUsedFirst = openByRepository.values().iterator();
        while (openByRepository.size() > most && leastUsedFirst.hasNext()) {
            Opened opened = leastUsedFirst.next();
            if (opened.leases == 0) {
                leastUsedFirst.remove();
                opened.close();
            }
        }
    }

    /** Takes the index away, at the latest when the last who uses it is done. */
    synchronized void delete(long repository) {
        Opened opened = openByRepository.get(repository);
        if (opened != null && opened.leases > 0) {
            opened.unwanted = true;
            return;
        }
        if (opened != null) {
            openByRepository.remove(repository);
            opened.close();
        }
        deleteFolder(path(repository));
    }

    /** The repositories that have a folder. */
    Set<Long> all() {
        Set<Long> all = new HashSet<>();
        if (!Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> folders = Files.list(folder)) {
            folders.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d{1,18}"))
                    .forEach(name -> all.add(Long.parseLong(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private Path path(long repository) {
        return folder.resolve(Long.toString(repository));
    }

    private static void deleteFolder(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("the index {} cannot be deleted now, it is tried again: {}", path, e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        openByRepository.values().forEach(opened -> opened.close());
        openByRepository.clear();
    }
}
