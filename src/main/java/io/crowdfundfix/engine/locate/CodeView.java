package io.crowdfundfix.engine.locate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/** The files of a repository at one moment. Documents are numbered from 0; some numbers are vacant. Immutable. */
final class CodeView {
    private final DirectoryReader reader;
    private final @Nullable String[] paths;
    private final int[][] lengths = new int[SourceField.COUNT][];
    private final double[] meanLengths = new double[SourceField.COUNT];
    /** Where each document stands among the paths in their order, which does not depend on the order they came in. */
    private final int[] places;

    private final int files;
    private final FileNames names;
    private final ImportGraph imports;

    private CodeView(DirectoryReader reader) throws IOException {
        this.reader = reader;
        this.paths = new String[reader.maxDoc()];
        for (int field = 0; field < lengths.length; field++) {
            lengths[field] = new int[paths.length];
        }
        for (LeafReaderContext leaf : reader.leaves()) {
            eachFact(leaf, (facts, doc) -> paths[doc] = facts.path());
            for (SourceField field : SourceField.values()) {
                readLengths(leaf, field);
            }
        }
        int[] byPath = IntStream.range(0, paths.length)
                .filter(this::has)
                .boxed()
                .sorted(Comparator.comparing(this::path))
                .mapToInt(Integer::intValue)
                .toArray();
        places = new int[paths.length];
        for (int place = 0; place < byPath.length; place++) {
            places[byPath[place]] = place;
        }
        files = byPath.length;
        for (int field = 0; field < lengths.length; field++) {
            meanLengths[field] =
                    Math.max(1, IntStream.of(lengths[field]).asLongStream().sum() / Math.max(1.0, files));
        }
        names = new FileNames(paths, byPath);
        int[][] imported = new int[paths.length][];
        ImportGraph.Meaning meaning = new ImportGraph.Meaning(names);
        for (LeafReaderContext leaf : reader.leaves()) {
            eachFact(leaf, (facts, doc) -> imported[doc] = meaning.of(doc, facts));
        }
        imports = new ImportGraph(imported, byPath);
    }

    static CodeView of(DirectoryReader reader) throws IOException {
        return new CodeView(reader);
    }

    private static void eachFact(LeafReaderContext leaf, ObjIntConsumer<FileFacts> reading) throws IOException {
        BinaryDocValues column = leaf.reader().getBinaryDocValues(FileDocument.FACTS);
        Bits live = leaf.reader().getLiveDocs();
        while (column != null && column.nextDoc() != BinaryDocValues.NO_MORE_DOCS) {
            if (live == null || live.get(column.docID())) {
                reading.accept(FileFacts.decode(column.binaryValue()), leaf.docBase + column.docID());
            }
        }
    }

    private void readLengths(LeafReaderContext leaf, SourceField field) throws IOException {
        NumericDocValues column = leaf.reader().getNumericDocValues(field.length());
        while (column != null && column.nextDoc() != NumericDocValues.NO_MORE_DOCS) {
            int doc = leaf.docBase + column.docID();
            lengths[field.place()][doc] = paths[doc] == null ? 0 : (int) column.longValue();
        }
    }

    DirectoryReader reader() {
        return reader;
    }

    /** One more than the greatest number of a document. */
    int size() {
        return paths.length;
    }

    int files() {
        return files;
    }

    boolean has(int doc) {
        return paths[doc] != null;
    }

    String path(int doc) {
        String found = paths[doc];
        if (found == null) {
            throw new IllegalArgumentException("no file has the number " + doc);
        }
        return found;
    }

    int place(int doc) {
        return places[doc];
    }

    int[] lengths(SourceField field) {
        return lengths[field.place()];
    }

    double meanLength(SourceField field) {
        return meanLengths[field.place()];
    }

    FileNames names() {
        return names;
    }

    ImportGraph imports() {
        return imports;
    }

    String stored(int doc, String field) {
        try {
            Document document = reader.storedFields().document(doc, Set.of(field));
            String value = document.get(field);
            return value == null ? "" : value;
        } catch (IOException e) {
            throw new UncheckedIOException("the index of files cannot be read", e);
        }
    }

    /** At most so many, those of the smallest numbers. */
    int[] withoutVector(int limit) {
        IntStream.Builder found = IntStream.builder();
        try {
            for (LeafReaderContext leaf : reader.leaves()) {
                BinaryDocValues vectors = leaf.reader().getBinaryDocValues(FileDocument.VECTOR);
                while (vectors != null && vectors.nextDoc() != BinaryDocValues.NO_MORE_DOCS) {
                    int doc = leaf.docBase + vectors.docID();
                    if (vectors.binaryValue().length == 0 && paths[doc] != null) {
                        found.add(doc);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index of files cannot be read", e);
        }
        return found.build().limit(limit).toArray();
    }
}
