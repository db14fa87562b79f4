package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.LogisticRegression;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The texts that {@link PriorityWords} learns from, and what it says of each after learning from other times. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PriorityTexts(Vocabulary vocabulary, List<SparseVector> texts, int[] steps, double[] places) {
    private static final int FOLDS = 4;
    private static final int MIN_TEXTS = 4;

    PriorityTexts {
        texts = List.copyOf(texts);
    }

    static PriorityTexts of(List<Learning.Moment> moments) {
        List<String> all = moments.stream()
                .map(moment ->
                        TicketText.of(moment.report().title(), moment.report().description()))
                .toList();
        Vocabulary vocabulary = Vocabulary.of(Terms.ofWords(1), all, MIN_TEXTS, PriorityWords.MAX_WORDS);
        return new PriorityTexts(
                vocabulary,
                all.stream().map(vocabulary::vector).toList(),
                moments.stream()
                        .mapToInt(moment ->
                                PriorityScale.step(moment.report().ticket().priority()))
                        .toArray(),
                moments.stream().mapToDouble(Learning.Moment::place).toArray());
    }

    PriorityWords fit() {
        return new PriorityWords(vocabulary, fit(i -> true));
    }

    private LogisticRegression fit(IntPredicate learned) {
        return PriorityWords.fit(texts, steps, vocabulary.size(), learned);
    }

    double[][] outOfFold() {
        double[][] logits = new double[steps.length][];
        IntStream.range(0, FOLDS).parallel().forEach(fold -> {
            LogisticRegression model = fit(i -> fold(i) != fold);
            IntStream.range(0, logits.length)
                    .filter(i -> fold(i) == fold)
                    .forEach(i -> logits[i] = model.logits(texts.get(i)));
        });
        return logits;
    }

    private int fold(int i) {
        return Math.min(FOLDS - 1, (int) (places[i] * FOLDS));
    }
}
