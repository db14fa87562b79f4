package io.crowdfundfix.repositories;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.jspecify.annotations.Nullable;

/**
 * Fetches from a folder of this machine, by way of a pack in a file: deltas that are there are taken over and none are searched for, which
 * would hold many large files in memory. Blocks.
 */
final class LocalFetch {
    private static final String HEADS = "refs/heads/";

    private final SyncProgress progress;
    private final Budget budget;

    LocalFetch(SyncProgress progress) {
        this.progress = progress;
        this.budget = progress.budget();
    }

    /** Returns the commit that the branch is at; empty where the origin has none. */
    String fetch(Mirror mirror, LocalOrigin from, @Nullable String branch) throws IOException {
        budget.take(Folders.size(from.objects()));
        try (Repository origin = new FileRepository(from.git().toFile())) {
            ObjectId head = head(origin, branch);
            RefUpdate update = mirror.git().updateRef(Mirror.BRANCH);
            update.setForceUpdate(true);
            if (head == null) {
                update.delete();
                return "";
            }
            if (!mirror.git().getObjectDatabase().has(head)) {
                copy(origin, mirror, head);
            }
            update.setNewObjectId(head);
            update.update();
            return head.name();
        }
    }

    private static @Nullable ObjectId head(Repository origin, @Nullable String branch) throws IOException {
        if (branch == null) {
            List<Ref> heads = origin.getRefDatabase().getRefsByPrefix(HEADS);
            return Stream.concat(
                            Stream.of(Constants.HEAD, HEADS + "main", HEADS + "master"),
                            heads.stream().map(Ref::getName).sorted())
                    .map(name -> id(origin, name))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        ObjectId named = id(origin, HEADS + branch);
        if (named == null) {
            throw MirrorFetch.noSuchBranch(branch);
        }
        return named;
    }

    private static @Nullable ObjectId id(Repository origin, String ref) {
        try {
            Ref found = origin.exactRef(ref);
            return found == null ? null : found.getObjectId();
        } catch (IOException e) {
            return null;
        }
    }

    private void copy(Repository origin, Mirror mirror, ObjectId head) throws IOException {
        Path file = Files.createTempFile(mirror.folder(), "incoming_", ".local");
        try {
            pack(origin, mirror, head, file);
            try (InputStream in = Files.newInputStream(file);
                    ObjectInserter inserter = mirror.git().newObjectInserter()) {
                inserter.newPackParser(in).parse(progress);
                inserter.flush();
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void pack(Repository origin, Mirror mirror, ObjectId head, Path file) throws IOException {
        PackConfig config = new PackConfig();
        config.setDeltaCompress(false);
        config.setReuseDeltas(true);
        config.setThreads(1);
        ObjectId known = mirror.head();
        try (PackWriter writer = new PackWriter(config, origin.newObjectReader());
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            Set<ObjectId> there = known != null && origin.getObjectDatabase().has(known) ? Set.of(known) : Set.of();
            writer.setThin(false);
            writer.preparePack(progress, Set.of(head), there);
            writer.writePack(progress, progress, out);
        }
    }
}
