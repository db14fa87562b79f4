package io.crowdfundfix.engine.issuetype;

import io.crowdfundfix.engine.issuetype.Classified.Reason;
import io.crowdfundfix.engine.issuetype.IssueFeatures.SeenReport;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.learn.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes a score apart into the words, signals and meaning that made it. */
final class Reasons {
    private static final int MOST = 6;
    private static final int MAX_WORDS = 2_000;
    private static final int LONGEST_WORD = 40;
    private static final double LEAST = 0.05;

    private final IssueFeatures features;
    private final Judge judge;
    private final int repository;
    private final int type;

    Reasons(IssueFeatures features, Judge judge, int repository, int type) {
        this.features = features;
        this.judge = judge;
        this.repository = repository;
        this.type = type;
    }

    /** The strongest ones for the type; a word counts once, whatever parts it stands in. */
    List<Reason> of(SeenReport report, SparseVector row) {
        Map<Integer, Double> featureToValue = new HashMap<>();
        double meaning = 0;
        for (int i = 0; i < row.ids().length; i++) {
            if (row.ids()[i] < features.vectorStart()) {
                featureToValue.put(row.ids()[i], (double) row.values()[i]);
            } else {
                meaning += row.values()[i] * weight(row.ids()[i]);
            }
        }
        List<Reason> reasons = new ArrayList<>();
        reasons.add(new Reason("the meaning of the text", meaning));
        addSignals(report, featureToValue, reasons);
        addWords(report.parts(), featureToValue, reasons);
        return reasons.stream()
                .filter(reason -> reason.weight() >= LEAST)
                .sorted(Comparator.comparingDouble((Reason reason) -> -reason.weight())
                        .thenComparing(Reason::words))
                .limit(MOST)
                .toList();
    }

    private double weight(int feature) {
        return judge.weights().weight(type, feature, repository) * judge.sharpness(repository);
    }

    private void addSignals(SeenReport report, Map<Integer, Double> featureToValue, List<Reason> reasons) {
        for (int i = 0; i < FormSignal.ALL.size(); i++) {
            int feature = features.formStart() + i;
            if (report.form()[i] > 0) {
                double share = featureToValue.getOrDefault(feature, 0.0) * weight(feature);
                reasons.add(new Reason(FormSignal.ALL.get(i).words(), share));
            }
        }
    }

    private void addWords(ReportParts report, Map<Integer, Double> featureToValue, List<Reason> reasons) {
        Map<String, Double> wordToShare = new HashMap<>();
        for (TextBlock block : List.of(TextBlock.TITLE, TextBlock.BODY)) {
            Vocabulary vocabulary = features.vocabulary(block);
            Map<String, Double> seen = new HashMap<>();
            List<String> words = Terms.words(block.of(report));
            for (int i = 0; i < Math.min(MAX_WORDS, words.size()); i++) {
                note(words.get(i), vocabulary, features.start(block), featureToValue, seen);
                if (i + 1 < words.size()) {
                    note(
                            words.get(i) + " " + words.get(i + 1),
                            vocabulary,
                            features.start(block),
                            featureToValue,
                            seen);
                }
            }
            seen.forEach((word, share) -> wordToShare.merge(word, share, Double::sum));
        }
        wordToShare.forEach((word, share) -> {
            if (word.length() <= LONGEST_WORD) {
                reasons.add(new Reason("\"" + word + "\"", share));
            }
        });
    }

    private void note(
            String word,
            Vocabulary vocabulary,
            int start,
            Map<Integer, Double> featureToValue,
            Map<String, Double> seen) {
        int position = vocabulary.position(Terms.hash(word));
        if (position >= 0 && !seen.containsKey(word)) {
            seen.put(word, featureToValue.getOrDefault(start + position, 0.0) * weight(start + position));
        }
    }
}
