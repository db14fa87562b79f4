package io.crowdfundfix.engine.fix;

import io.crowdfundfix.engine.Vectors;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Judges whether the message of a change answers a report. */
public final class FixMatchModel {
    private static final int MAX_CHARS = 20_000;
    private static final int WORDS_NAMED = 5;
    private static final double ALIKE = 0.5;
    private static final double STRANGE = 0.2;

    private final Wording wording;
    private final double[] weights;
    /** Slope and intercept from a score to log-odds. */
    private final double[] calibration;

    FixMatchModel(Wording wording, double[] weights, double[] calibration) {
        this.wording = wording;
        this.weights = weights.clone();
        this.calibration = calibration.clone();
    }

    public static FixMatchModel load(Tensors tensors) {
        return new FixMatchModel(Wording.load(tensors), tensors.doubles("weights"), tensors.doubles("calibration"));
    }

    void save(Tensors.Builder tensors) {
        wording.save(tensors);
        tensors.doubles("weights", weights);
        tensors.doubles("calibration", calibration);
    }

    /**
     * The vectors a report needs.
     *
     * @param title of the title
     * @param whole of title, line break, body
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Meaning(float[] title, float[] whole) {}

    public FixReport report(String title, String body, @Nullable String project, Meaning meaning) {
        return report(wording, bounded(title), bounded(body), new Placed(project, meaning));
    }

    /** Takes the encoder's vector of the text. */
    public FixChange change(String text, @Nullable String project, float[] meaning) {
        return change(wording, bounded(text), project, meaning);
    }

    record Placed(@Nullable String project, Meaning meaning) {}

    static FixReport report(Wording wording, String title, String body, Placed placed) {
        String text = (title + "\n" + body).strip();
        return new FixReport(
                text,
                wording.report(title, placed.meaning.title),
                wording.report(body, placed.meaning.whole),
                wording.report(text, placed.meaning.whole),
                named(placed.project));
    }

    static FixChange change(Wording wording, String text, @Nullable String project, float[] meaning) {
        return new FixChange(text, wording.message(text, meaning), named(project));
    }

    private static String named(@Nullable String project) {
        return project == null ? "" : project;
    }

    private static String bounded(String text) {
        return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    }

    /** Comparable between the changes of one report. */
    public double score(FixReport report, FixChange change) {
        return score(FixFeatures.of(report, change));
    }

    private double score(float[] features) {
        double sum = 0;
        for (int f = 0; f < features.length; f++) {
            sum += weights[f] * features[f];
        }
        return sum;
    }

    Wording wording() {
        return wording;
    }

    double[] weights() {
        return weights.clone();
    }

    double probability(double score) {
        return 1 / (1 + Math.exp(-(calibration[0] * score + calibration[1])));
    }

    public FixVerdict judge(FixReport report, FixChange change) {
        List<String> reasons = new ArrayList<>();
        List<String> shared = wording.sharedWords(report.text(), change.text(), WORDS_NAMED);
        reasons.add(
                shared.isEmpty()
                        ? "report and change share no telling word"
                        : "both say: " + String.join(", ", shared));
        float[] meaning = change.message().meaning();
        double alike = Math.max(
                Vectors.dot(report.title().meaning(), meaning),
                Vectors.dot(report.whole().meaning(), meaning));
        if (alike >= ALIKE || alike < STRANGE) {
            String what = alike >= ALIKE ? "alike in meaning" : "far apart in meaning";
            reasons.add(String.format(Locale.ROOT, "%s (%.2f)", what, alike));
        }
        if (!report.project().equals(change.project())) {
            reasons.add("the change is from another project");
        }
        return new FixVerdict(probability(score(report, change)), reasons);
    }
}
