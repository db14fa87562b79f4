package io.crowdfundfix.engine.issuetype;

import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model sees of a report: words of its parts, signals of its form, and what the encoder makes of it. Every
 * block has the squared length 1, at least on average, so that none drowns the others. The vector comes last, so that a report
 * without one is a shorter one.
 */
final class IssueFeatures {
    private static final int LENGTHS = 6;
    private static final String FORM = "form";
    private static final String VECTOR = "vector";

    private final List<Vocabulary> vocabularies;
    private final Scaling form;
    /** Null if there was no encoder. */
    private final @Nullable Scaling vector;

    private IssueFeatures(List<Vocabulary> vocabularies, Scaling form, @Nullable Scaling vector) {
        this.vocabularies = List.copyOf(vocabularies);
        this.form = form;
        this.vector = vector;
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
        return new IssueFeatures(vocabularies, form, scaling(reports));
    }

    private static @Nullable Scaling scaling(List<SeenReport> reports) {
        List<float[]> vectors = new ArrayList<>();
        for (SeenReport report : reports) {
            float[] vector = report.vector();
            if (vector == null) {
                return null;
            }
            vectors.add(vector);
        }
        return vectors.isEmpty() ? null : Scaling.together(vectors, vectors.get(0).length);
    }

    static IssueFeatures load(Tensors tensors) {
        List<Vocabulary> vocabularies = new ArrayList<>();
        for (TextBlock block : TextBlock.ALL) {
            vocabularies.add(Vocabulary.load(tensors, block.name()));
        }
        Scaling vector = tensors.has(VECTOR + ".means") ? Scaling.load(tensors, VECTOR) : null;
        return new IssueFeatures(vocabularies, Scaling.load(tensors, FORM), vector);
    }

    void save(Tensors.Builder tensors) {
        TextBlock.ALL.forEach(block -> vocabulary(block).save(tensors, block.name()));
        form.save(tensors, FORM);
        if (vector != null) {
            vector.save(tensors, VECTOR);
        }
    }

    /** What {@link #fit} and {@link #of} need of a report, read once. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record SeenReport(ReportParts parts, float[] form, float @Nullable [] vector) {
        static SeenReport of(TypedReport report) {
            ReportParts parts = ReportParts.of(report.title(), report.body());
            return new SeenReport(parts, IssueFeatures.form(parts), report.vector());
        }

        SeenReport withoutVector() {
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

    /** True if the report's vector is of the kind that was learned from. */
    boolean reads(SeenReport report) {
        return scaled(report) != null;
    }

    private float @Nullable [] scaled(SeenReport report) {
        float[] given = report.vector();
        return given == null || vector == null || given.length != vector.size() ? null : vector.of(given);
    }

    SparseVector of(SeenReport report) {
        SparseVector all = new SparseVector(new int[0], new float[0]);
        for (TextBlock block : TextBlock.ALL) {
            all = all.followedBy(vocabulary(block).vector(block.of(report.parts())), start(block));
        }
        all = all.followedBy(SparseVector.ofDense(form.of(report.form())), formStart());
        float[] scaled = scaled(report);
        return scaled == null ? all : all.followedBy(SparseVector.ofDense(scaled), vectorStart());
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

    /** The first feature of the vector, behind all others. */
    int vectorStart() {
        return formStart() + form.size();
    }

    boolean hasVector() {
        return vector != null;
    }

    int size() {
        return vectorStart() + (vector == null ? 0 : vector.size());
    }

    /** How many blocks a report with or without vector has. */
    int blocks(boolean withVector) {
        return TextBlock.ALL.size() + 1 + (withVector ? 1 : 0);
    }
}
