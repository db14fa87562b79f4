package io.crowdfundfix.engine.locate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/** The Lucene index below the files of a repository: when what lies in its folder is taken over, and which revision that is. */
final class CodeFiles implements AutoCloseable {
    private static final String FORM = "form";
    private static final String REVISION = "revision";
    /** Rises when terms are cut or kept in another way: an index of another form is made anew. */
    private static final String PRESENT_FORM = "1";

    private static final double BUFFER_MB = 32;

    private final Directory directory;
    private volatile IndexWriter writer;
    private volatile String revision;

    private CodeFiles(Directory directory, IndexWriter writer, String revision) {
        this.directory = directory;
        this.writer = writer;
        this.revision = revision;
    }

    static CodeFiles open(Path folder) throws IOException {
        Directory directory = FSDirectory.open(folder);
        Map<String, String> found = readable(directory);
        if (PRESENT_FORM.equals(found.get(FORM))) {
            try {
                IndexWriter writer = writer(directory, IndexWriterConfig.OpenMode.APPEND);
                return new CodeFiles(directory, writer, found.getOrDefault(REVISION, ""));
            } catch (LockObtainFailedException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                // damaged: what follows makes it anew
            }
        }
        // not even a new index can be begun among damaged files
        for (String file : directory.listAll()) {
            directory.deleteFile(file);
        }
        return new CodeFiles(directory, writer(directory, IndexWriterConfig.OpenMode.CREATE), "");
    }

    /** What was told with the last commit; nothing unless every file is there and whole. */
    private static Map<String, String> readable(Directory directory) {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
            return reader.getIndexCommit().getUserData();
        } catch (IOException | RuntimeException e) {
            return Map.of();
        }
    }

    private static IndexWriter writer(Directory directory, IndexWriterConfig.OpenMode mode) throws IOException {
        return new IndexWriter(
                directory,
                new IndexWriterConfig(null)
                        .setOpenMode(mode)
                        .setRAMBufferSizeMB(BUFFER_MB)
                        .setCommitOnClose(false));
    }

    IndexWriter writer() {
        return writer;
    }

    String revision() {
        return revision;
    }

    void commit(String named) throws IOException {
        writer.setLiveCommitData(Map.of(FORM, PRESENT_FORM, REVISION, named).entrySet());
        writer.commit();
        revision = named;
    }

    /** Back to what was committed last. */
    void rollback() throws IOException {
        writer.rollback();
        writer = writer(directory, IndexWriterConfig.OpenMode.CREATE_OR_APPEND);
    }

    @Override
    public void close() throws IOException {
        writer.close();
        directory.close();
    }
}
