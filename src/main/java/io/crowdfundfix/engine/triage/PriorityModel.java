package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.BoostedTrees;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How urgent a project will call a new report. Immutable. */
public final class PriorityModel {
    private static final double LEAST_EFFECT = 0.01;

    /**
     * What decides.
     *
     * @param steps trees for each step of the scale
     * @param multipliers what each step's probability is multiplied with before the greatest one is taken
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Judgement(PriorityWords words, List<BoostedTrees> steps, double[] multipliers) {
        Judgement {
            steps = List.copyOf(steps);
        }
    }

    private final Judgement judgement;
    private final Map<String, Tracker> projectToPast;

    PriorityModel(Judgement judgement, Map<String, Tracker> projectToPast) {
        this.judgement = judgement;
        this.projectToPast = Map.copyOf(projectToPast);
    }

    /**
     * What is thought of one report.
     *
     * @param word of the project, or one of Trivial, Minor, Major, Critical, Blocker where nothing is known of it
     * @param urgency from 0, surely trivial, to 1, surely a blocker
     * @param probabilities of the five steps, trivial first
     * @param reasons in plain words; may be empty
     */
    public record Urgency(String word, double urgency, List<Double> probabilities, List<String> reasons) {
        public Urgency {
            probabilities = List.copyOf(probabilities);
            reasons = List.copyOf(reasons);
        }
    }

    /** The past is that of the report's project; {@link Tracker#EMPTY} if there is none. */
    public Urgency assess(NewReport report, Tracker past) {
        PriorityFeatures features = new PriorityFeatures(report, past, report.likeness(TicketText.NO_WORDS));
        float[] row = features.row(judgement.words.logits(report));
        double[] probabilities = probabilities(judgement.steps, row);
        String[] words = PriorityScale.words(past);
        List<String> reasons = new ArrayList<>(
                TextSigns.reasons(row, changed -> urgency(probabilities(judgement.steps, changed)), LEAST_EFFECT));
        reasons.addAll(features.habits(words));
        return new Urgency(
                words[step(probabilities, words)],
                urgency(probabilities),
                Arrays.stream(probabilities).boxed().toList(),
                reasons);
    }

    private static double urgency(double[] probabilities) {
        double sum = 0;
        for (int step = 0; step < probabilities.length; step++) {
            sum += probabilities[step] * step / (probabilities.length - 1);
        }
        return sum;
    }

    /** What the model remembers of the projects it was trained on. */
    public Map<String, Tracker> projectToPast() {
        return projectToPast;
    }

    /** The probability of each step of the scale, trivial first. */
    double[] probabilities(NewReport report, Tracker past) {
        PriorityFeatures features = new PriorityFeatures(report, past, report.likeness(TicketText.NO_WORDS));
        return probabilities(judgement.steps, features.row(judgement.words.logits(report)));
    }

    static double[] probabilities(List<BoostedTrees> steps, float[] features) {
        double[] probabilities = new double[steps.size()];
        double sum = 0;
        for (int step = 0; step < probabilities.length; step++) {
            probabilities[step] = 1 / (1 + Math.exp(-steps.get(step).predict(features)));
            sum += probabilities[step];
        }
        for (int step = 0; step < probabilities.length; step++) {
            probabilities[step] /= sum;
        }
        return probabilities;
    }

    /** The step to answer so that rare ones are found as well, among those that the project has words for. */
    int step(double[] probabilities, String[] words) {
        return step(probabilities, judgement.multipliers, words);
    }

    static int step(double[] probabilities, double[] multipliers, String[] words) {
        int best = -1;
        for (int step = 0; step < probabilities.length; step++) {
            boolean greater =
                    best < 0 || probabilities[step] * multipliers[step] > probabilities[best] * multipliers[best];
            if (!words[step].isEmpty() && greater) {
                best = step;
            }
        }
        return best;
    }

    /** Reads what {@link #save} wrote. */
    public static PriorityModel load(Tensors tensors) {
        List<BoostedTrees> steps = new ArrayList<>();
        for (int step = 0; step < PriorityScale.STEPS; step++) {
            steps.add(BoostedTrees.load(tensors, "step" + step));
        }
        return new PriorityModel(
                new Judgement(PriorityWords.load(tensors), steps, tensors.doubles("multipliers")),
                TrackerFile.load(tensors, TicketText.NO_WORDS));
    }

    void save(Tensors.Builder tensors) {
        judgement.words.save(tensors);
        for (int step = 0; step < PriorityScale.STEPS; step++) {
            judgement.steps.get(step).save(tensors, "step" + step);
        }
        tensors.doubles("multipliers", judgement.multipliers);
        TrackerFile.save(projectToPast, tensors);
    }
}
