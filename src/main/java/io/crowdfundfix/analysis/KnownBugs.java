package io.crowdfundfix.analysis;

import io.crowdfundfix.engine.retrieval.Candidates;
import io.crowdfundfix.engine.retrieval.Candidates.Candidate;
import io.crowdfundfix.engine.retrieval.IndexFolder;
import io.crowdfundfix.engine.retrieval.LongTable;
import io.crowdfundfix.engine.retrieval.Neighbour;
import io.crowdfundfix.engine.retrieval.TextIndex;
import io.crowdfundfix.engine.retrieval.Told;
import io.crowdfundfix.engine.retrieval.VectorIndex;
import io.crowdfundfix.engine.retrieval.VectorIndex.Wanted;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node knows of all stored bugs: their vectors and their words. Before it is opened it knows nothing. */
final class KnownBugs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KnownBugs.class);

    /** No bug has this number. */
    static final long NONE = -1;

    private final String model;
    private final int dimensions;
    private volatile @Nullable Opened opened;

    KnownBugs(String model, int dimensions) {
        this.model = model;
        this.dimensions = dimensions;
    }

    private record Opened(IndexFolder folder, VectorIndex vectors, TextIndex words) {}

    /** Takes a folder below this one and reads what an earlier process left there; blocks. */
    synchronized void open(Path parent) {
        if (opened != null) {
            return;
        }
        IndexFolder folder = IndexFolder.take(parent);
        String file = "vectors-" + Integer.toHexString(model.hashCode()) + ".bin";
        opened = new Opened(
                folder,
                VectorIndex.open(folder.resolve(file), model, dimensions),
                TextIndex.open(folder.resolve("words")));
    }

    /** The index of the reports' words; null before it is opened. */
    @Nullable TextIndex words() {
        Opened index = opened;
        return index == null ? null : index.words();
    }

    /** Without words a bug is still found by its meaning: what fails here is told, and made good at the next start. */
    void putWords(TextIndex.Text text) {
        TextIndex index = words();
        if (index == null) {
            return;
        }
        try {
            index.put(text);
        } catch (UncheckedIOException | IllegalStateException e) {
            LOG.warn("the words of bug {} are not indexed: {}", text.id(), e.getMessage());
        }
    }

    /** The vector of a bug, of length one; null if it has none. */
    float @Nullable [] vector(long bug) {
        Opened index = opened;
        return index == null ? null : index.vectors().vector(bug);
    }

    /** Tells the vector that a bug has now from an earlier one. */
    long stamp(long bug) {
        Opened index = opened;
        return index == null ? LongTable.ABSENT : index.vectors().stamp(bug);
    }

    /** What was told of those of these bugs whose words it has, by their ids. */
    Map<Long, Told> told(Collection<Long> bugs) {
        TextIndex index = words();
        return index == null ? Map.of() : index.told(bugs);
    }

    /** What may be the like of a report, found by meaning, by words and by crash; nothing before it is opened. */
    List<Candidate> candidates(Candidates.Report report, int k) {
        Opened index = opened;
        return index == null ? List.of() : new Candidates(index.vectors(), index.words()).of(report, k);
    }

    /** The bugs whose vectors it has, with the stamps that they were put with. */
    LongTable stamps() {
        Opened index = opened;
        return index == null ? new LongTable() : index.vectors().stamps();
    }

    boolean has(long bug, long stamp) {
        Opened index = opened;
        return index != null && index.vectors().stamp(bug) == stamp;
    }

    void put(long bug, float[] vector, long stamp) {
        Opened index = opened;
        if (index != null) {
            index.vectors().put(bug, vector, stamp);
        }
    }

    void remove(long bug) {
        Opened index = opened;
        if (index != null) {
            index.vectors().remove(bug);
            index.words().remove(bug);
        }
    }

    /** The bugs nearest to a vector. */
    List<Neighbour> nearest(float[] vector, int limit, float atLeast, long except) {
        Opened index = opened;
        return index == null
                ? List.of()
                : index.vectors().nearest(vector, new Wanted(limit, atLeast, bug -> bug != except));
    }

    int size() {
        Opened index = opened;
        return index == null ? 0 : index.vectors().size();
    }

    @Override
    public synchronized void close() {
        Opened index = opened;
        opened = null;
        if (index != null) {
            index.vectors().close();
            index.words().close();
            index.folder().close();
        }
    }
}
