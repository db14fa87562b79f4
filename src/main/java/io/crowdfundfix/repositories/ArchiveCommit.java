package io.crowdfundfix.repositories;

import io.crowdfundfix.repositories.ArchiveEntries.Entry;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Makes an uploaded archive the next commit of its mirror, straight from the stream. The same archive makes the same commit on every node.
 * Blocks.
 */
final class ArchiveCommit {
    private static final long MB = 1_000_000;
    /** What is unpacked may be so many times as large as what was uploaded, once it is large at all. */
    private static final long MAX_RATIO = 100;

    private static final long SMALL = 50 * MB;
    private static final int MAX_LEFT_OUT = 4;

    private final RepositoriesConfig config;
    private final SyncProgress progress;
    private final Budget budget;

    ArchiveCommit(RepositoriesConfig config, SyncProgress progress) {
        this.config = config;
        this.progress = progress;
        this.budget = progress.budget();
    }

    /**
     * An archive that came.
     *
     * @param parent the commit that the one before it made; null for the first
     */
    record Upload(Path file, boolean zip, @Nullable String parent, Instant at) {}

    /** Makes room where many archives have worn the mirror; returns whether it lacks the commit that an archive follows. */
    boolean prepare(Path home, @Nullable String parent) throws IOException {
        return Mirror.locked(home, () -> {
            new MirrorFetch(config).dropIfWorn(home);
            try (Mirror mirror = Mirror.write(home, config.maxObjectMb() * MB)) {
                return parent != null && mirror.commit(parent) == null;
            }
        });
    }

    /** Returns the commit. The history of this mirror begins with it where the one that it follows is not here. */
    String make(Path home, Upload upload) throws IOException {
        try {
            return Mirror.locked(home, () -> {
                try (Mirror mirror = Mirror.write(home, config.maxObjectMb() * MB)) {
                    progress.begin("unpacking", 0);
                    ObjectId commit = commit(mirror, upload);
                    RefUpdate branch = mirror.git().updateRef(Mirror.BRANCH);
                    branch.setNewObjectId(commit);
                    branch.setForceUpdate(true);
                    branch.update();
                    return commit.name();
                }
            });
        } catch (EOFException | ZipException e) {
            throw new Refusal("archive_broken", "The archive ends too early or is damaged: upload it again");
        }
    }

    private ObjectId commit(Mirror mirror, Upload upload) throws IOException {
        ObjectDirectory objects = (ObjectDirectory) mirror.git().getObjectDatabase();
        try (ObjectInserter inserter = objects.newPackInserter()) {
            SortedMap<String, ObjectId> blobByPath = new TreeMap<>();
            try (ArchiveEntries entries = entries(upload)) {
                read(entries, inserter, blobByPath);
            }
            String top = top(blobByPath);
            DirCache index = DirCache.newInCore();
            DirCacheBuilder builder = index.builder();
            blobByPath.forEach((path, blob) -> add(builder, path.substring(top.length()), blob));
            builder.finish();
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(index.writeTree(inserter));
            if (upload.parent() != null) {
                commit.setParentId(ObjectId.fromString(upload.parent()));
            }
            PersonIdent by = new PersonIdent("archive", "", upload.at(), ZoneOffset.UTC);
            commit.setAuthor(by);
            commit.setCommitter(by);
            commit.setMessage("An uploaded archive\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            if (upload.parent() != null && mirror.commit(upload.parent()) == null) {
                Set<ObjectId> ends = new HashSet<>(objects.getShallowCommits());
                ends.add(id);
                objects.setShallowCommits(ends);
            }
            return id;
        } catch (org.eclipse.jgit.errors.UnmergedPathException | IllegalStateException e) {
            throw new Refusal("archive_broken", "The archive holds one path twice: upload one that does not");
        }
    }

    private ArchiveEntries entries(Upload upload) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(upload.file()));
        long allowed = Math.min(config.maxMb() * MB, Math.max(SMALL, Files.size(upload.file()) * MAX_RATIO));
        return upload.zip()
                ? new LimitedEntries(new ZipEntries(file), allowed)
                : new LimitedEntries(
                        new TarEntries(new LimitedEntries.Inflated(new GZIPInputStream(file), allowed)), allowed);
    }

    private void read(ArchiveEntries entries, ObjectInserter inserter, Map<String, ObjectId> blobByPath)
            throws IOException {
        int max = config.maxFileKb() * 1024;
        int leftOut = 0;
        int seen = 0;
        for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
            budget.check();
            progress.step();
            seen++;
            String path = entry.name().startsWith("./") ? entry.name().substring(2) : entry.name();
            if (!FilePath.staysBelow(path) && !isMetadata(path)) {
                throw new Refusal(
                        "archive_path",
                        "The archive holds a path that leads out of it or is no path: "
                                + FixMessage.cut(path.replaceAll("\\p{Cntrl}", "?"), 100) + "; upload one without it");
            }
            byte[] content = entry.content().readNBytes(max + 1);
            boolean taken = content.length <= max && FilePath.isRead(path);
            drain(entry.content());
            if (taken) {
                blobByPath.put(path, inserter.insert(Constants.OBJ_BLOB, content));
            }
            leftOut += taken ? 0 : 1;
            if (blobByPath.size() > config.maxFiles() || leftOut > (long) MAX_LEFT_OUT * config.maxFiles()) {
                throw new Refusal(
                        "too_many_files",
                        "The archive has more than " + config.maxFiles()
                                + " files: upload a smaller one, or let the operator raise repositories.max_files");
            }
        }
        if (seen == 0) {
            throw new Refusal("archive_broken", "The archive is empty, or none that can be read: upload it again");
        }
    }

    /** Archives of a whole working copy hold git's own folder, which is nobody's code. */
    private static boolean isMetadata(String path) {
        return (path.startsWith(".git/") || path.contains("/.git/"))
                && FilePath.staysBelow(path.replace(".git", "git"));
    }

    private static void drain(InputStream content) throws IOException {
        byte[] rest = new byte[64 * 1024];
        while (content.read(rest) >= 0) {
            // it is counted on its way
        }
    }

    /** The one folder that everything lies in, with its slash; empty where there is none. */
    private static String top(SortedMap<String, ObjectId> blobByPath) {
        if (blobByPath.isEmpty()) {
            return "";
        }
        int slash = blobByPath.firstKey().indexOf('/');
        String top = blobByPath.firstKey().substring(0, slash + 1);
        return blobByPath.keySet().stream().allMatch(path -> path.startsWith(top)) ? top : "";
    }

    private static void add(DirCacheBuilder builder, String path, ObjectId blob) {
        try {
            DirCacheEntry entry = new DirCacheEntry(path);
            entry.setFileMode(FileMode.REGULAR_FILE);
            entry.setObjectId(blob);
            builder.add(entry);
        } catch (org.eclipse.jgit.dircache.InvalidPathException e) {
            // what git would not take as a path is not read
        }
    }
}
