package io.crowdfundfix.engine.retrieval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/**
 * BM25 search over title and body of all stored bugs, in files that can be made again. A search sees what was put at most
 * {@value #REFRESH_MS} ms before; what was put since the last {@link #commit()} is lost when the process is killed, and {@link #stamps()}
 * tells what was.
 */
public final class TextIndex implements AutoCloseable {
    static final int REFRESH_MS = 250;

    private static final long NOBODY = LongTable.ABSENT;

    private final WordFiles files;
    private final SearcherManager searchers;
    private final LongTable stamps = new LongTable();
    private long refreshedAt = System.nanoTime();
    private boolean changed;
    private boolean uncommitted;

    private TextIndex(WordFiles files) throws IOException {
        this.files = files;
        this.searchers = new SearcherManager(files.writer(), null);
        IndexSearcher searcher = searchers.acquire();
        try {
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                readStamps(leaf);
            }
        } finally {
            searchers.release(searcher);
        }
    }

    /**
     * What is found of a bug.
     *
     * @param stamp tells this text from another of the same id
     * @param body what is searched
     * @param crash errors and frames, each whole; empty where there was no trace
     * @param told what is handed back
     */
    public record Text(long id, long stamp, String title, String body, List<String> crash, Told told) {
        public Text {
            crash = List.copyOf(crash);
        }

        /** A text that is handed back as it is searched. */
        public Text(long id, long stamp, String title, String body, List<String> crash) {
            this(id, stamp, title, body, crash, new Told(title, body));
        }
    }

    /** A text that was made ready to be searched for; good for this index only. */
    public static final class Asked {
        private final Query query;

        private Asked(Query query) {
            this.query = query;
        }
    }

    /** Opens what the folder has; begins anew where that is damaged or of an older form. */
    public static TextIndex open(Path folder) {
        try {
            return new TextIndex(WordFiles.open(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + folder, e);
        }
    }

    private void readStamps(LeafReaderContext leaf) throws IOException {
        NumericDocValues ids = leaf.reader().getNumericDocValues(WordFiles.ID);
        NumericDocValues given = leaf.reader().getNumericDocValues(WordFiles.STAMP);
        for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
            boolean alive = leaf.reader().getLiveDocs() == null
                    || leaf.reader().getLiveDocs().get(doc);
            if (alive && ids.advanceExact(doc) && given.advanceExact(doc)) {
                stamps.put(ids.longValue(), given.longValue());
            }
        }
    }

    /** Adds the text or replaces the one this id had. */
    public synchronized void put(Text text) {
        Document document = WordFiles.document(text);
        try {
            if (stamps.contains(text.id())) {
                files.writer().updateDocument(WordFiles.key(text.id()), document);
            } else {
                files.writer().addDocument(document);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index of words cannot grow", e);
        }
        stamps.put(text.id(), text.stamp());
        changed = true;
        uncommitted = true;
    }

    /** False if the id was not there. */
    public synchronized boolean remove(long id) {
        if (stamps.remove(id) == LongTable.ABSENT) {
            return false;
        }
        try {
            files.writer().deleteDocuments(WordFiles.key(id));
        } catch (IOException e) {
            throw new UncheckedIOException("the index of words cannot be changed", e);
        }
        changed = true;
        uncommitted = true;
        return true;
    }

    /** The stamp this id was put with, or {@link LongTable#ABSENT}. */
    public synchronized long stamp(long id) {
        return stamps.get(id);
    }

    /** All ids as they are now, with their stamps. */
    public synchronized LongTable stamps() {
        LongTable copy = new LongTable();
        stamps.forEach(id -> copy.put(id, stamps.get(id)));
        return copy;
    }

    public synchronized int size() {
        return stamps.size();
    }

    /** Makes a text ready: its most telling terms, so many that reading their postings stays cheap. */
    public Asked ask(String title, String body) {
        return new Asked(withSearcher(searcher -> RarestTerms.query(searcher.getIndexReader(), title, body)));
    }

    /** The best {@code k} but the one excepted, the best first. */
    public List<Neighbour> search(Asked asked, int k, long except) {
        return withSearcher(searcher -> top(searcher, asked.query, k, except));
    }

    /** The best {@code k} for a text. */
    public List<Neighbour> search(String text, int k) {
        return search(ask("", text), k, NOBODY);
    }

    /** Bugs that share an error and a frame with this crash, those that share the rarest first. */
    public List<Neighbour> sameCrash(List<String> errors, List<String> frames, int k, long except) {
        if (errors.isEmpty() || frames.isEmpty()) {
            return List.of();
        }
        Query both = new BooleanQuery.Builder()
                .add(anyOf(errors), BooleanClause.Occur.MUST)
                .add(anyOf(frames), BooleanClause.Occur.MUST)
                .build();
        return withSearcher(searcher -> top(searcher, both, k, except));
    }

    private static Query anyOf(List<String> marks) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        marks.forEach(mark -> any.add(new TermQuery(new Term(WordFiles.CRASH, mark)), BooleanClause.Occur.SHOULD));
        return any.build();
    }

    /** What each of these ids scores for a text, in their order; 0 for one that has none of its terms. */
    public float[] scores(Asked asked, long[] ids) {
        List<BytesRef> keys = new ArrayList<>(ids.length);
        for (long id : ids) {
            keys.add(WordFiles.key(id).bytes());
        }
        Query among = new BooleanQuery.Builder()
                .add(asked.query, BooleanClause.Occur.MUST)
                .add(new TermInSetQuery(WordFiles.KEY, keys), BooleanClause.Occur.FILTER)
                .build();
        LongTable place = new LongTable();
        for (int i = 0; i < ids.length; i++) {
            place.put(ids[i], i);
        }
        float[] scores = new float[ids.length];
        withSearcher(searcher -> top(searcher, among, ids.length, NOBODY))
                .forEach(found -> scores[(int) place.get(found.id())] = found.score());
        return scores;
    }

    /** What was told of those of these bugs that it has, by their ids. */
    public Map<Long, Told> told(Collection<Long> ids) {
        Query among = new TermInSetQuery(
                WordFiles.KEY, ids.stream().map(id -> WordFiles.key(id).bytes()).toList());
        return withSearcher(searcher -> {
            Map<Long, Told> told = new HashMap<>();
            for (ScoreDoc hit : searcher.search(among, Math.max(1, ids.size())).scoreDocs) {
                told.put(WordFiles.id(searcher.getIndexReader(), hit.doc), WordFiles.told(searcher, hit.doc));
            }
            return told;
        });
    }

    private static List<Neighbour> top(IndexSearcher searcher, Query query, int k, long except) throws IOException {
        if (k <= 0) {
            return List.of();
        }
        IndexReader reader = searcher.getIndexReader();
        List<Neighbour> found = new ArrayList<>();
        for (ScoreDoc hit : searcher.search(query, k + 1).scoreDocs) {
            long id = WordFiles.id(reader, hit.doc);
            if (id != except && found.size() < k) {
                found.add(new Neighbour(id, hit.score));
            }
        }
        return found;
    }

    private interface Reading<R> {
        R with(IndexSearcher searcher) throws IOException;
    }

    private <R> R withSearcher(Reading<R> reading) {
        try {
            refreshAtTimes();
            IndexSearcher searcher = searchers.acquire();
            try {
                return reading.with(searcher);
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index of words cannot be read", e);
        }
    }

    private void refreshAtTimes() throws IOException {
        synchronized (this) {
            if (!changed || System.nanoTime() - refreshedAt < REFRESH_MS * 1_000_000L) {
                return;
            }
            changed = false;
            refreshedAt = System.nanoTime();
        }
        searchers.maybeRefresh();
    }

    /** Lets searches see all that was put. */
    public void refresh() {
        try {
            searchers.maybeRefreshBlocking();
        } catch (IOException e) {
            throw new UncheckedIOException("the index of words cannot be read", e);
        }
    }

    /** Makes what was put safe from a kill; nothing to do if nothing was. */
    public void commit() {
        synchronized (this) {
            if (!uncommitted) {
                return;
            }
            uncommitted = false;
        }
        files.commit();
    }

    @Override
    public void close() {
        try {
            searchers.close();
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the index of words does not close", e);
        }
    }
}
