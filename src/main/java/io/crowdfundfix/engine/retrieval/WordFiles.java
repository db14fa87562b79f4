package io.crowdfundfix.engine.retrieval;

import io.crowdfundfix.engine.retrieval.TextIndex.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;

/** The Lucene index below the words: how a bug becomes a document, and when what lies there is taken over. */
final class WordFiles implements AutoCloseable {
    static final String KEY = "key";
    static final String ID = "id";
    static final String STAMP = "stamp";
    static final String TITLE = "title";
    static final String WORDS = "words";
    static final String CRASH = "crash";

    private static final String TOLD_TITLE = "told_title";
    private static final String TOLD_BODY = "told_body";

    /** Rises when terms are cut or stored in another way: an index of another form is made anew. */
    private static final Map<String, String> FORM = Map.of("form", "2");

    private static final double BUFFER_MB = 16;
    private static final int LONGEST_MARK = 200;
    private static final FieldType COUNTED = counted();

    private final Directory directory;
    private final IndexWriter writer;

    private WordFiles(Directory directory, IndexWriter writer) {
        this.directory = directory;
        this.writer = writer;
        writer.setLiveCommitData(FORM.entrySet());
    }

    private static FieldType counted() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.setTokenized(true);
        type.freeze();
        return type;
    }

    static WordFiles open(Path folder) throws IOException {
        Directory directory = FSDirectory.open(folder);
        if (isUsable(directory)) {
            try {
                return new WordFiles(directory, writer(directory, IndexWriterConfig.OpenMode.CREATE_OR_APPEND));
            } catch (IOException | RuntimeException e) {
                // damaged: what follows makes it anew
            }
        }
        // not even a new index can be begun among damaged files
        for (String file : directory.listAll()) {
            directory.deleteFile(file);
        }
        return new WordFiles(directory, writer(directory, IndexWriterConfig.OpenMode.CREATE));
    }

    /** Whether every file is there and whole, and was made by this form. */
    private static boolean isUsable(Directory directory) {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
            return reader.getIndexCommit().getUserData().equals(FORM);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static IndexWriter writer(Directory directory, IndexWriterConfig.OpenMode mode) throws IOException {
        return new IndexWriter(
                directory, new IndexWriterConfig(null).setOpenMode(mode).setRAMBufferSizeMB(BUFFER_MB));
    }

    IndexWriter writer() {
        return writer;
    }

    static Document document(Text text) {
        Document document = new Document();
        document.add(new StringField(KEY, key(text.id()).bytes(), Field.Store.NO));
        document.add(new NumericDocValuesField(ID, text.id()));
        document.add(new NumericDocValuesField(STAMP, text.stamp()));
        List<String> title = Terms.of(RarestTerms.withoutPrefixes(text.title()));
        document.add(new Field(TITLE, new TermStream(title), COUNTED));
        List<String> words = Terms.of(text.title() + "\n" + RarestTerms.withoutTemplate(text.body()));
        document.add(new Field(WORDS, new TermStream(words), COUNTED));
        for (String mark : text.crash()) {
            document.add(new StringField(CRASH, shortened(mark), Field.Store.NO));
        }
        document.add(new StoredField(TOLD_TITLE, text.told().title()));
        document.add(new StoredField(TOLD_BODY, text.told().body()));
        return document;
    }

    static Told told(IndexSearcher searcher, int doc) throws IOException {
        Document document = searcher.storedFields().document(doc);
        return new Told(document.get(TOLD_TITLE), document.get(TOLD_BODY));
    }

    /** Lucene takes terms of up to 32 kB only. */
    static String shortened(String mark) {
        return mark.length() <= LONGEST_MARK ? mark : mark.substring(0, LONGEST_MARK);
    }

    static Term key(long id) {
        return new Term(
                KEY, new BytesRef(ByteBuffer.allocate(Long.BYTES).putLong(id).array()));
    }

    static long id(IndexReader reader, int doc) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(doc, reader.leaves()));
        NumericDocValues ids = leaf.reader().getNumericDocValues(ID);
        if (ids == null || !ids.advanceExact(doc - leaf.docBase)) {
            throw new IOException("a document without id");
        }
        return ids.longValue();
    }

    /** Nothing after the end. */
    synchronized void commit() {
        try {
            if (!writer.isOpen()) {
                return;
            }
            writer.setLiveCommitData(FORM.entrySet());
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException("the index of words cannot be written", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
        directory.close();
    }
}
