package io.crowdfundfix.matching;

import io.crowdfundfix.identity.ReputationApi;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        private Ranked shownBy(Set<Long> best) {
            return new Ranked(developer, fit, standing, base, score, draw, !best.contains(developer.developer()));
        }
    }

    /** Draws decide who is shown, scores in which order. */
    List<Ranked> of(List<Fitting> candidates, Sought bug, Variation variation, Choice choice) {
        List<Ranked> all = new ArrayList<>();
        for (Fitting candidate : candidates) {
            Profile developer = candidate.developer();
            Standing standing = Standing.of(developer, bug.offerCents(), choice.now(), ReputationApi.HALF_LIFE);
            double base = model.probability(candidate.fit());
            double score = standing.moved(base);
            double draw = variation.draw(developer.developer(), score, developer.observations());
            all.add(new Ranked(developer, candidate.fit(), standing, base, score, draw, false));
        }
        Comparator<Ranked> byId =
                Comparator.comparingLong(one -> one.developer().developer());
        Comparator<Ranked> byScore =
                Comparator.comparingDouble((Ranked one) -> -one.score()).thenComparing(byId);
        Set<Long> best = new HashSet<>();
        all.stream()
                .sorted(byScore)
                .limit(choice.limit())
                .forEach(one -> best.add(one.developer().developer()));
        return all.stream()
                .sorted(Comparator.comparingDouble((Ranked one) -> -one.draw()).thenComparing(byId))
                .limit(choice.limit())
                .map(one -> one.shownBy(best))
                .sorted(byScore)
                .toList();
    }

    /** How many, and when. */
    record Choice(int limit, Instant now) {}
}
