package io.crowdfundfix.engine.locate;

import io.crowdfundfix.engine.code.Outline;
import io.crowdfundfix.engine.code.Outlines;
import io.crowdfundfix.engine.retrieval.TermStream;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.util.BytesRef;

/** How a source file becomes a document of the index. */
final class FileDocument {
    static final String PATH = "file";
    static final String FACTS = "facts";
    static final String VECTOR = "vector";
    static final String METHODS = "told_methods";
    static final String READ = "read";

    private static final int MOST_IMPORTS = 1_000;
    private static final FieldType COUNTED = counted();

    private FileDocument() {}

    private static FieldType counted() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.freeze();
        return type;
    }

    static Document of(SourceFile file, CodeWords words) {
        Outline outline = Outlines.read(file.path(), file.text());
        Document document = new Document();
        document.add(new StringField(PATH, file.path(), Field.Store.NO));
        FileFacts facts = new FileFacts(
                file.path(), outline.imports().stream().limit(MOST_IMPORTS).toList());
        document.add(new BinaryDocValuesField(FACTS, new BytesRef(facts.encoded())));
        document.add(new BinaryDocValuesField(VECTOR, new BytesRef()));
        document.add(new StoredField(METHODS, DeclaredMethods.encode(outline.methods())));
        document.add(new StoredField(READ, ReadText.of(file.path(), outline)));
        for (SourceField field : SourceField.values()) {
            List<String> terms = words.of(text(field, file.path(), outline));
            document.add(new Field(field.terms(), new TermStream(terms), COUNTED));
            document.add(new NumericDocValuesField(field.length(), terms.size()));
        }
        return document;
    }

    private static String text(SourceField field, String path, Outline outline) {
        int slash = path.lastIndexOf('/');
        return switch (field) {
            case NAME ->
                path.substring(slash + 1) + " "
                        + outline.types().stream().map(Outline.Type::name).collect(Collectors.joining(" "));
            case PATH -> path.substring(0, slash + 1);
            case METHODS -> outline.methods().stream().map(Outline.Method::name).collect(Collectors.joining(" "));
            case COMMENTS -> outline.comments();
            case CODE -> outline.code();
        };
    }
}
