package io.crowdfundfix.engine.locate;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Reads in which files a term is, counting only those that are still there. For one thread and one question. */
final class Postings {
    private final CodeView view;
    private final List<LeafReaderContext> leaves;
    private final @Nullable TermsEnum[][] enums;
    private final int[] docs;
    private final int[] counts;
    private @Nullable PostingsEnum reused;

    Postings(CodeView view) throws IOException {
        this.view = view;
        this.leaves = view.reader().leaves();
        this.enums = new TermsEnum[SourceField.COUNT][leaves.size()];
        this.docs = new int[view.size()];
        this.counts = new int[view.size()];
        for (SourceField field : SourceField.values()) {
            for (int leaf = 0; leaf < leaves.size(); leaf++) {
                Terms terms = leaves.get(leaf).reader().terms(field.terms());
                enums[field.place()][leaf] = terms == null ? null : terms.iterator();
            }
        }
    }

    /** How many files have the term; {@link #doc} and {@link #count} tell which, and how often, until the next question. */
    int find(SourceField field, String term) throws IOException {
        BytesRef bytes = new BytesRef(term);
        int found = 0;
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            TermsEnum terms = enums[field.place()][leaf];
            if (terms != null && terms.seekExact(bytes)) {
                found = read(terms, leaves.get(leaf), found);
            }
        }
        return found;
    }

    private int read(TermsEnum terms, LeafReaderContext leaf, int from) throws IOException {
        Bits live = leaf.reader().getLiveDocs();
        reused = terms.postings(reused, PostingsEnum.FREQS);
        int found = from;
        for (int doc = reused.nextDoc(); doc != PostingsEnum.NO_MORE_DOCS; doc = reused.nextDoc()) {
            if (live == null || live.get(doc)) {
                docs[found] = leaf.docBase + doc;
                counts[found++] = reused.freq();
            }
        }
        return found;
    }

    /** Whether this file has the term. */
    boolean has(SourceField field, String term, int doc) throws IOException {
        int leaf = ReaderUtil.subIndex(doc, leaves);
        TermsEnum terms = enums[field.place()][leaf];
        if (terms == null || !terms.seekExact(new BytesRef(term))) {
            return false;
        }
        int local = doc - leaves.get(leaf).docBase;
        return terms.postings(null, PostingsEnum.NONE).advance(local) == local;
    }

    int doc(int place) {
        return docs[place];
    }

    int count(int place) {
        return counts[place];
    }

    /** Inverse document frequency over the part where the term is commonest; 0 if no file has it. */
    double rarity(String term) throws IOException {
        int most = 0;
        for (SourceField field : SourceField.values()) {
            most = Math.max(most, files(field, term));
        }
        return most == 0 ? 0 : rarity(most);
    }

    double rarity(int files) {
        return Math.log(1 + (view.files() - files + 0.5) / (files + 0.5));
    }

    private int files(SourceField field, String term) throws IOException {
        BytesRef bytes = new BytesRef(term);
        int files = 0;
        for (int leaf = 0; leaf < leaves.size(); leaf++) {
            TermsEnum terms = enums[field.place()][leaf];
            if (terms != null && terms.seekExact(bytes)) {
                boolean whole = leaves.get(leaf).reader().getLiveDocs() == null;
                files += whole ? terms.docFreq() : read(terms, leaves.get(leaf), 0);
            }
        }
        return files;
    }
}
