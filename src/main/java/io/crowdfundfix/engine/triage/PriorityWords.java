package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** What the words alone say of how urgent a report is, in log-odds of the steps; rare steps weigh more in its training. */
record PriorityWords(Vocabulary vocabulary, LogisticRegression model) {
    static final int MAX_WORDS = 10_000;
    private static final double PENALTY = 3;

    /** Learns from the chosen ones of the texts. */
    static LogisticRegression fit(List<SparseVector> texts, int[] steps, int words, IntPredicate learned) {
        int[] chosen = IntStream.range(0, steps.length).filter(learned).toArray();
        double[] counts = new double[PriorityScale.STEPS];
        for (int i : chosen) {
            counts[steps[i]]++;
        }
        double[] shares = Arrays.stream(chosen)
                .mapToDouble(i -> Math.sqrt(chosen.length / (counts.length * counts[steps[i]])))
                .toArray();
        return LogisticRegression.fit(
                Arrays.stream(chosen).mapToObj(texts::get).toList(),
                Arrays.stream(chosen).map(i -> steps[i]).toArray(),
                shares,
                new LogisticRegression.Shape(PriorityScale.STEPS, words),
                PENALTY);
    }

    double[] logits(NewReport report) {
        return model.logits(vocabulary.vector(TicketText.of(report.title(), report.description())));
    }

    static PriorityWords load(Tensors tensors) {
        return new PriorityWords(
                Vocabulary.load(tensors, "priority_words"), LogisticRegression.load(tensors, "words_model"));
    }

    void save(Tensors.Builder tensors) {
        vocabulary.save(tensors, "priority_words");
        model.save(tensors, "words_model");
    }
}
