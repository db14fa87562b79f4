package io.crowdfundfix.engine.issuetype;

import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the model sees of a report: words of its parts, signals of its form, and what the encoder makes of title and rest. Every
 * block has the squared length 1, at least on average, so that none drowns the others. The vectors come last, so that a report
 * without them is a shorter one.
 */
final class IssueFeatures {
    private static final int LENGTHS = 6;

    private final List<Vocabulary> vocabularies;
    private final Scaling form;
    /** Of the title and of the rest; none if there was no encoder. */
    private final List<Scaling> vectors;

    private IssueFeatures(List<Vocabulary> vocabularies, Scaling form, List<Scaling> vectors) {
        this.vocabularies = List.copyOf(vocabularies);
        this.form = form;
        this.vectors = List.copyOf(vectors);
    }

    /** Learns words, means and scales; the vectors count only if every report has them. */
    static IssueFeatures fit(List<SeenReport> reports) {
        List<Vocabulary> vocabularies = new ArrayList<>();
        for (TextBlock block : TextBlock.ALL) {
            List<String> texts =
                    reports.stream().map(report -> block.of(report.parts())).toList();
            vocabularies.add(Vocabulary.of(block.terms(), texts, TextBlock.MIN_REPORTS, block.maxTerms()));
        }
        List<float[]> forms = reports.stream().map(SeenReport::form).toList();
        Scaling form = Scaling.each(forms, FormSignal.ALL.size() + LENGTHS);
        return new IssueFeatures(vocabularies, form, scalings(reports));
    }

    private static List<Scaling> scalings(List<SeenReport> reports) {
        float[] first = reports.isEmpty() ? null : reports.get(0).vectors();
        if (first == null || reports.stream().anyMatch(report -> report.vectors() == null)) {
            return List.of();
        }
        int half = first.length / 2;
        List<Scaling> scalings = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            int from = part * half;
            List<float[]> known = reports.stream()
                    .map(report -> Arrays.copyOfRange(Objects.requireNonNull(report.vectors()), from, from + half))
                    .filter(IssueFeatures::isKnown)
                    .toList();
            scalings.add(Scaling.together(known, half));
        }
        return scalings;
    }

    static IssueFeatures load(Tensors tensors) {
        List<Vocabulary> vocabularies = new ArrayList<>();
        for (TextBlock block : TextBlock.ALL) {
            vocabularies.add(Vocabulary.load(tensors, block.name()));
        }
        List<Scaling> vectors = new ArrayList<>();
        while (tensors.has("vector." + vectors.size() + ".means")) {
            vectors.add(Scaling.load(tensors, "vector." + vectors.size()));
        }
        return new IssueFeatures(vocabularies, Scaling.load(tensors, "form"), vectors);
    }

    void save(Tensors.Builder tensors) {
        TextBlock.ALL.forEach(block -> vocabulary(block).save(tensors, block.name()));
        form.save(tensors, "form");
        for (int part = 0; part < vectors.size(); part++) {
            vectors.get(part).save(tensors, "vector." + part);
        }
    }

    /** What {@link #fit} and {@link #of} need of a report, read once. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record SeenReport(ReportParts parts, float[] form, float @Nullable [] vectors) {
        static SeenReport of(TypedReport report) {
            ReportParts parts = ReportParts.of(report.title(), report.body());
            return new SeenReport(parts, IssueFeatures.form(parts), report.vectors());
        }

        SeenReport withoutVectors() {
            return new SeenReport(parts, form, null);
        }
    }

    private static float[] form(ReportParts parts) {
        float[] form = Arrays.copyOf(FormSignal.in(parts), FormSignal.ALL.size() + LENGTHS);
        int at = FormSignal.ALL.size();
        form[at++] = (float) Math.log1p(parts.title().length());
        form[at++] = (float) Math.log1p(parts.body().length());
        form[at++] = (float) Math.log1p(parts.telling().length());
        form[at++] = (float) Math.log1p(parts.codeLines());
        form[at++] = (float) Math.log1p(parts.form().length());
        form[at] = (float) Math.log1p(
                (double) parts.telling().chars().filter(c -> c == '?').count());
        return form;
    }

    /** True if the report's vectors are of the kind that was learned from. */
    boolean reads(SeenReport report) {
        float[] given = report.vectors();
        return given != null
                && !vectors.isEmpty()
                && given.length == 2 * vectors.get(0).size();
    }

    SparseVector of(SeenReport report) {
        SparseVector all = new SparseVector(new int[0], new float[0]);
        for (TextBlock block : TextBlock.ALL) {
            all = all.followedBy(vocabulary(block).vector(block.of(report.parts())), start(block));
        }
        all = all.followedBy(SparseVector.ofDense(form.of(report.form())), formStart());
        float[] given = report.vectors();
        for (int part = 0; part < vectors.size() && given != null && reads(report); part++) {
            int size = vectors.get(part).size();
            float[] vector = Arrays.copyOfRange(given, part * size, (part + 1) * size);
            if (isKnown(vector)) {
                SparseVector scaled = SparseVector.ofDense(vectors.get(part).of(vector));
                all = all.followedBy(scaled, vectorStart(part));
            }
        }
        return all;
    }

    /** A part that holds no word has the zero vector: it says nothing. */
    private static boolean isKnown(float[] vector) {
        return IntStream.range(0, vector.length).anyMatch(i -> vector[i] != 0);
    }

    Vocabulary vocabulary(TextBlock block) {
        return vocabularies.get(block.index());
    }

    /** The first feature of a block. */
    int start(TextBlock block) {
        int start = 0;
        for (int before = 0; before < block.index(); before++) {
            start += vocabularies.get(before).size();
        }
        return start;
    }

    /** The first feature of the form: the signals in their order, then lengths. */
    int formStart() {
        return vocabularies.stream().mapToInt(Vocabulary::size).sum();
    }

    int vectorStart(int part) {
        int start = formStart() + form.size();
        for (int before = 0; before < part; before++) {
            start += vectors.get(before).size();
        }
        return start;
    }

    int vectorParts() {
        return vectors.size();
    }

    int size() {
        return vectorStart(vectors.size());
    }

    /** How many blocks a report with or without vectors has. */
    int blocks(boolean withVectors) {
        return TextBlock.ALL.size() + 1 + (withVectors ? vectors.size() : 0);
    }
}
