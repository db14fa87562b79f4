package io.crowdfundfix.matching;

import io.crowdfundfix.identity.ReputationApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who of those in question is shown, and in which order. */
final class Ranking {
    private final MatchModel model;

    Ranking(MatchModel model) {
        this.model = model;
    }

    /** Somebody in question. */
    record Fitting(Profile developer, Fit fit) {}

    /**
     * Somebody with his score.
     *
     * @param base what skills and fixes alone say, 0…1
     * @param score with his standing, 0…1
     * @param draw decides whether he is shown
     * @param explored shown only because of it
     */
    record Ranked(
            Profile developer, Fit fit, Standing standing, double base, double score, double draw, boolean explored) {
        private Ranked onlyDrawn() {
            return new Ranked(developer, fit, standing, base, score, draw, true);
        }
    }

    /** The best, and for one place of five whom the draw says; shown in the order of their scores. */
    List<Ranked> of(List<Fitting> candidates, Sought bug, Variation variation, Choice choice) {
        List<Ranked> all = new ArrayList<>();
        for (Fitting candidate : candidates) {
            Profile developer = candidate.developer();
            Standing standing = Standing.of(developer, bug, choice.now(), ReputationApi.HALF_LIFE);
            double base = model.probability(candidate.fit());
            double score = standing.moved(base);
            double draw = variation.draw(developer.developer(), score, developer.observations());
            all.add(new Ranked(developer, candidate.fit(), standing, base, score, draw, false));
        }
        Comparator<Ranked> byId =
                Comparator.comparingLong(one -> one.developer().developer());
        Comparator<Ranked> byScore =
                Comparator.comparingDouble((Ranked one) -> -one.score()).thenComparing(byId);
        Comparator<Ranked> byDraw =
                Comparator.comparingDouble((Ranked one) -> -one.draw()).thenComparing(byId);
        List<Ranked> ordered = all.stream().sorted(byScore).toList();
        int sure = Math.min(ordered.size(), choice.limit() - drawn(choice.limit()));
        int best = Math.min(ordered.size(), choice.limit());
        Stream<Ranked> others = IntStream.range(sure, ordered.size())
                .mapToObj(place ->
                        place < best ? ordered.get(place) : ordered.get(place).onlyDrawn())
                .sorted(byDraw)
                .limit(best - sure);
        return Stream.concat(ordered.stream().limit(sure), others)
                .sorted(byScore)
                .toList();
    }

    /** How many places of so many are given by the draw: one of five, none of two. */
    static int drawn(int limit) {
        return (limit + 2) / 5;
    }

    /** How many, and when. */
    record Choice(int limit, Instant now) {}
}
