package io.crowdfundfix.engine.locate;

import java.io.IOException;
import java.util.List;

/** BM25 of every file for the words of a report, in each part of the files and in all of them, with lengths weighing much and little. */
final class WordScores {
    private static final double K1 = 1.2;
    private static final double MUCH = 0.75;
    private static final double LITTLE = 0.3;

    private final CodeView view;
    private final Postings postings;
    private final float[][] much;
    private final float[][] little;
    private final float[] allMuch;
    private final float[] allLittle;
    private final float[] ofTitle;
    private final float[] covered;
    private final int[] inAll;
    private final int[] touched;
    private final int[] wholeLengths;
    private double meanWhole;
    private double whole;

    WordScores(CodeView view, Postings postings) {
        this.view = view;
        this.postings = postings;
        int size = view.size();
        this.much = new float[SourceField.COUNT][size];
        this.little = new float[SourceField.COUNT][size];
        this.allMuch = new float[size];
        this.allLittle = new float[size];
        this.ofTitle = new float[size];
        this.covered = new float[size];
        this.inAll = new int[size];
        this.touched = new int[size];
        this.wholeLengths = new int[size];
        for (SourceField field : SourceField.values()) {
            int[] lengths = view.lengths(field);
            for (int doc = 0; doc < size; doc++) {
                wholeLengths[doc] += lengths[doc];
            }
            meanWhole += view.meanLength(field);
        }
    }

    void ask(List<AskedWords.Word> words) throws IOException {
        for (AskedWords.Word word : words) {
            int files = 0;
            for (SourceField field : SourceField.values()) {
                files = inField(field, word, files);
            }
            inAll(word, files);
        }
    }

    private int inField(SourceField field, AskedWords.Word word, int already) throws IOException {
        int files = already;
        int found = postings.find(field, word.term());
        double weight = word.weight() * postings.rarity(found);
        int[] lengths = view.lengths(field);
        double mean = view.meanLength(field);
        float[] intoMuch = much[field.place()];
        float[] intoLittle = little[field.place()];
        for (int i = 0; i < found; i++) {
            int doc = postings.doc(i);
            int count = postings.count(i);
            double length = lengths[doc] / mean;
            intoMuch[doc] += (float) (weight * saturated(count, length, MUCH));
            intoLittle[doc] += (float) (weight * saturated(count, length, LITTLE));
            if (inAll[doc] == 0) {
                touched[files++] = doc;
            }
            inAll[doc] += count;
        }
        return files;
    }

    private void inAll(AskedWords.Word word, int files) {
        double rarity = postings.rarity(files);
        double weight = word.weight() * rarity;
        whole += weight;
        for (int i = 0; i < files; i++) {
            int doc = touched[i];
            double length = wholeLengths[doc] / meanWhole;
            double score = weight * saturated(inAll[doc], length, MUCH);
            allMuch[doc] += (float) score;
            allLittle[doc] += (float) (weight * saturated(inAll[doc], length, LITTLE));
            ofTitle[doc] += word.inTitle() ? (float) (rarity * saturated(inAll[doc], length, LITTLE)) : 0;
            covered[doc] += (float) weight;
            inAll[doc] = 0;
        }
    }

    private static double saturated(int count, double length, double weightOfLength) {
        return count * (K1 + 1) / (count + K1 * (1 - weightOfLength + weightOfLength * length));
    }

    float[] much(SourceField field) {
        return much[field.place()];
    }

    float[] little(SourceField field) {
        return little[field.place()];
    }

    float[] allMuch() {
        return allMuch;
    }

    float[] allLittle() {
        return allLittle;
    }

    float[] ofTitle() {
        return ofTitle;
    }

    /** The share of the asked words, by their weight, that the file has. */
    double covered(int doc) {
        return whole == 0 ? 0 : covered[doc] / whole;
    }

    int wholeLength(int doc) {
        return wholeLengths[doc];
    }
}
