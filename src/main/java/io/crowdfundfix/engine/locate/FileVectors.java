package io.crowdfundfix.engine.locate;

import java.io.IOException;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.util.BytesRef;

/** Unit vectors of files at eight bits a dimension, which a cosine loses nothing by. */
final class FileVectors {
    private static final float SCALE = 127;

    private FileVectors() {}

    static byte[] encode(float[] vector) {
        float most = 1e-9f;
        for (float value : vector) {
            most = Math.max(most, Math.abs(value));
        }
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(vector[i] / most * SCALE);
        }
        return bytes;
    }

    /** The cosine of each document with the vector; 0 for those without one of as many dimensions. */
    static float[] cosines(CodeView view, float[] vector) throws IOException {
        float[] cosines = new float[view.size()];
        double length = Math.sqrt(dot(vector, vector));
        for (LeafReaderContext leaf : view.reader().leaves()) {
            BinaryDocValues vectors = leaf.reader().getBinaryDocValues(FileDocument.VECTOR);
            while (vectors != null && vectors.nextDoc() != BinaryDocValues.NO_MORE_DOCS) {
                BytesRef bytes = vectors.binaryValue();
                if (bytes.length == vector.length && length > 0) {
                    cosines[leaf.docBase + vectors.docID()] = (float) (cosine(bytes, vector) / length);
                }
            }
        }
        return cosines;
    }

    /** The sum of these documents' vectors at length one; of no dimension if none has one. */
    static float[] sum(CodeView view, int[] docs) throws IOException {
        float[] sum = new float[0];
        for (int doc : docs) {
            LeafReaderContext leaf = view.reader()
                    .leaves()
                    .get(ReaderUtil.subIndex(doc, view.reader().leaves()));
            BinaryDocValues vectors = leaf.reader().getBinaryDocValues(FileDocument.VECTOR);
            if (vectors != null && vectors.advanceExact(doc - leaf.docBase)) {
                sum = plus(sum, vectors.binaryValue());
            }
        }
        return sum;
    }

    private static float[] plus(float[] sum, BytesRef bytes) {
        float[] next = sum.length == 0 ? new float[bytes.length] : sum;
        int squares = 1;
        for (int i = 0; i < bytes.length; i++) {
            squares += bytes.bytes[bytes.offset + i] * bytes.bytes[bytes.offset + i];
        }
        for (int i = 0; i < bytes.length && bytes.length == next.length; i++) {
            next[i] += (float) (bytes.bytes[bytes.offset + i] / Math.sqrt(squares));
        }
        return next;
    }

    private static double cosine(BytesRef bytes, float[] vector) {
        float product = 0;
        int squares = 0;
        for (int i = 0; i < vector.length; i++) {
            byte value = bytes.bytes[bytes.offset + i];
            product += value * vector[i];
            squares += value * value;
        }
        return squares == 0 ? 0 : product / Math.sqrt(squares);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
