package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.Tensors;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rarity as counted over given reports. */
public final class CountedRarity implements Rarity {
    private final int[] terms;
    private final float[] idf;
    private final double ofUnknown;
    private final double titleLength;
    private final double bodyLength;

    private CountedRarity(int[] terms, float[] idf, double ofUnknown, double titleLength, double bodyLength) {
        this.terms = terms;
        this.idf = idf;
        this.ofUnknown = ofUnknown;
        this.titleLength = titleLength;
        this.bodyLength = bodyLength;
    }

    /** Of the terms that are in at least {@code fewestReports} reports; all others count as if in one. */
    static CountedRarity of(List<ReportWords> reports, int fewestReports) {
        Map<Integer, Integer> termToReports = new HashMap<>();
        double titles = 0;
        double bodies = 0;
        for (ReportWords report : reports) {
            titles += report.title().length;
            bodies += report.body().length;
            report.distinct().forEach(term -> termToReports.merge(term, 1, Integer::sum));
        }
        int[] terms = termToReports.entrySet().stream()
                .filter(entry -> entry.getValue() >= fewestReports)
                .mapToInt(Map.Entry::getKey)
                .sorted()
                .toArray();
        float[] idf = new float[terms.length];
        for (int i = 0; i < terms.length; i++) {
            idf[i] = (float) idf(reports.size(), termToReports.getOrDefault(terms[i], 0));
        }
        int n = Math.max(1, reports.size());
        return new CountedRarity(terms, idf, idf(n, 1), Math.max(1, titles / n), Math.max(1, bodies / n));
    }

    /** Reads what {@link #save} wrote. */
    static CountedRarity load(Tensors tensors, String name) {
        float[] rest = tensors.floats(name + ".rest");
        return new CountedRarity(
                tensors.ints(name + ".terms"), tensors.floats(name + ".idf"), rest[0], rest[1], rest[2]);
    }

    void save(Tensors.Builder tensors, String name) {
        tensors.ints(name + ".terms", terms);
        tensors.halves(name + ".idf", idf);
        tensors.doubles(name + ".rest", ofUnknown, titleLength, bodyLength);
    }

    private static double idf(double reports, double with) {
        return Math.log((reports - with + 0.5) / (with + 0.5) + 1);
    }

    @Override
    public double idf(int term) {
        int found = Arrays.binarySearch(terms, term);
        return found < 0 ? ofUnknown : idf[found];
    }

    @Override
    public double titleLength() {
        return titleLength;
    }

    @Override
    public double bodyLength() {
        return bodyLength;
    }
}
