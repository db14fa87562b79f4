package io.crowdfundfix.engine.locate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Ranks the files of a repository by how likely the fix of a report touches them. Safe for many threads. */
public final class Locator {
    private final @Nullable LocationModel model;
    private final CodeWords words = new CodeWords();

    /** @param model null: candidates come by their fused ranks, without probabilities */
    public Locator(@Nullable LocationModel model) {
        this.model = model;
    }

    /** At most {@code limit} suspects, the likeliest first. */
    public List<Suspect> locate(CodeIndex index, FixHistory history, LocateQuery query, int limit) {
        return locate(index, history, Asked.of(query), limit);
    }

    List<Suspect> locate(CodeIndex index, FixHistory history, Asked asked, int limit) {
        return index.reading(view -> {
            try {
                return suspects(new Search(view, history, asked, words), limit);
            } catch (IOException e) {
                throw new UncheckedIOException("the index of files cannot be read", e);
            }
        });
    }

    private List<Suspect> suspects(Search search, int limit) {
        double[] scores = scores(search);
        int[] best = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(place -> -scores[place]))
                .limit(limit)
                .mapToInt(Integer::intValue)
                .toArray();
        Reasons reasons = new Reasons(search, words);
        PointedMethods methods = new PointedMethods(search, words);
        List<Suspect> suspects = new ArrayList<>(best.length);
        for (int place : best) {
            Double probability = model == null ? null : model.probability(scores[place]);
            suspects.add(new Suspect(
                    search.view.path(search.evidence.doc(place)),
                    scores[place],
                    probability,
                    methods.of(search.evidence.doc(place)),
                    reasons.of(place)));
        }
        return List.copyOf(suspects);
    }

    private double[] scores(Search search) {
        if (model == null) {
            return IntStream.range(0, search.evidence.size())
                    .mapToDouble(search.evidence::fused)
                    .toArray();
        }
        return model.scores(CandidateRows.of(search));
    }
}
