package io.crowdfundfix.engine.locate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;

/**
 * The files of one repository, ready to be searched, in a folder that can be made again. One thread writes, many may read; only
 * {@link #put} may be called by several at once. What is written is seen and durable after {@link #commit(String)}.
 */
public final class CodeIndex implements AutoCloseable {
    private static final int LONGEST_PATH = 8_000;

    private final CodeFiles files;
    private final CodeWords words = new CodeWords();
    private final Object viewing = new Object();
    private CodeView view;

    private CodeIndex(CodeFiles files) throws IOException {
        this.files = files;
        this.view = CodeView.of(DirectoryReader.open(files.writer()));
    }

    /** A file whose text is to be embedded. */
    public record Unembedded(String path, String text) {}

    /** What the encoder made of a file's text. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Embedded(String path, float[] vector) {}

    /** Opens what the folder has; begins anew where that is damaged or of another form. */
    public static CodeIndex open(Path folder) {
        try {
            return new CodeIndex(CodeFiles.open(folder));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + folder, e);
        }
    }

    /** That of the last commit; empty if there was none. */
    public String revision() {
        return files.revision();
    }

    /** Adds the file or replaces the one of this path. */
    public void put(SourceFile file) {
        if (file.path().length() > LONGEST_PATH) {
            return;
        }
        Document document = FileDocument.of(file, words);
        writing(() -> files.writer().updateDocument(key(file.path()), document));
    }

    public void remove(String path) {
        if (path.length() <= LONGEST_PATH) {
            writing(() -> files.writer().deleteDocuments(key(path)));
        }
    }

    public void clear() {
        writing(() -> files.writer().deleteAll());
    }

    /** Makes all that was written durable and visible, under this revision. */
    public void commit(String revision) {
        writing(() -> {
            files.commit(revision);
            return 0L;
        });
        words.forget();
        refresh();
    }

    /** Forgets all that was written since the last commit. */
    public void rollback() {
        writing(() -> {
            files.rollback();
            replace(CodeView.of(DirectoryReader.open(files.writer())));
            return 0L;
        });
        words.forget();
    }

    /** Makes all that was written visible. */
    public void refresh() {
        try {
            DirectoryReader changed = DirectoryReader.openIfChanged(view.reader(), files.writer());
            if (changed != null) {
                replace(CodeView.of(changed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index of files cannot be read", e);
        }
    }

    private void replace(CodeView newer) throws IOException {
        CodeView older;
        synchronized (viewing) {
            older = view;
            view = newer;
        }
        older.reader().decRef();
    }

    /** How many there are, as far as they are visible. */
    public int files() {
        return reading(CodeView::files);
    }

    /** How many of the visible files have a vector. */
    public int embeddedFiles() {
        return reading(view -> view.files() - view.withoutVector(Integer.MAX_VALUE).length);
    }

    /** Visible files without a vector, with what is to be embedded of them. */
    public List<Unembedded> unembedded(int limit) {
        return reading(view -> {
            List<Unembedded> texts = new ArrayList<>();
            for (int doc : view.withoutVector(limit)) {
                texts.add(new Unembedded(view.path(doc), view.stored(doc, FileDocument.READ)));
            }
            return texts;
        });
    }

    /** Keeps the vectors of files that are still there; seen after the next commit or refresh. */
    public void embedded(List<Embedded> vectors) {
        List<Embedded> present = reading(view -> vectors.stream()
                .filter(one -> view.names().ofPath(one.path()) >= 0)
                .toList());
        for (Embedded one : present) {
            BytesRef bytes = new BytesRef(FileVectors.encode(one.vector()));
            writing(() -> files.writer().updateBinaryDocValue(key(one.path()), FileDocument.VECTOR, bytes));
        }
    }

    /** Asks the files as they are now; they stay so while they are asked. */
    <R> R reading(Function<CodeView, R> question) {
        CodeView now;
        synchronized (viewing) {
            now = view;
            now.reader().incRef();
        }
        try {
            return question.apply(now);
        } finally {
            release(now);
        }
    }

    private static void release(CodeView view) {
        try {
            view.reader().decRef();
        } catch (IOException e) {
            throw new UncheckedIOException("the index of files cannot be read", e);
        }
    }

    private static Term key(String path) {
        return new Term(FileDocument.PATH, path);
    }

    private interface Writing {
        long run() throws IOException;
    }

    private static void writing(Writing change) {
        try {
            change.run();
        } catch (IOException e) {
            throw new UncheckedIOException("the index of files cannot be changed", e);
        }
    }

    @Override
    public void close() {
        try {
            view.reader().close();
            files.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the index of files does not close", e);
        }
    }
}
