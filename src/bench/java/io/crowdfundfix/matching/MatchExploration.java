package io.crowdfundfix.matching;

import io.crowdfundfix.matching.MatchHistory.Asked;
import io.crowdfundfix.matching.MatchHistory.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the random variation does: how often newcomers are shown, and what that costs. */
final class MatchExploration {
    private static final int[] LISTS = {5, 10};
    private static final int SEEDS = 20;

    private MatchExploration() {}

    static void print(MatchModel model, List<Asked> choosing, List<Asked> measuring) {
        for (int shown : LISTS) {
            System.out.println("to choose from, " + shown + " shown");
            row("by score alone", model, choosing, shown, 0);
            for (double prior : new double[] {5, 10, 20}) {
                row("prior of " + prior, model, choosing, shown, prior);
            }
            System.out.println("measured, " + shown + " shown");
            row("by score alone", model, measuring, shown, 0);
            row("prior of " + Variation.PRIOR_OBSERVATIONS, model, measuring, shown, Variation.PRIOR_OBSERVATIONS);
        }
    }

    private static void row(String name, MatchModel model, List<Asked> asked, int shown, double prior) {
        double newcomers = 0;
        double listsWithOne = 0;
        double hits = 0;
        double came = 0;
        double differentPeople = 0;
        double people = 0;
        int lists = 0;
        int seeds = prior == 0 ? 1 : SEEDS;
        for (Asked bug : asked) {
            Map<String, Double> probability = new HashMap<>();
            bug.candidates().forEach(one -> probability.put(one.person(), model.probability(one.fit())));
            Map<String, Integer> seen = new HashMap<>();
            people += bug.candidates().stream()
                            .filter(one -> one.observations() == 0)
                            .count()
                    / (double) Math.max(1, bug.candidates().size());
            for (int seed = 0; seed < seeds; seed++) {
                Variation variation = new Variation(bug.number() * 1_000L + seed, prior);
                Map<String, Double> key = new HashMap<>();
                for (Candidate one : bug.candidates()) {
                    double p = probability.getOrDefault(one.person(), 0.0);
                    key.put(
                            one.person(),
                            prior == 0 ? p : variation.draw(one.person().hashCode(), p, one.observations()));
                }
                int drawn = prior == 0 ? 0 : Ranking.drawn(shown);
                List<Candidate> list = new ArrayList<>(bug.candidates().stream()
                        .sorted(Comparator.comparingDouble(one -> -probability.getOrDefault(one.person(), 0.0)))
                        .limit(shown - drawn)
                        .toList());
                bug.candidates().stream()
                        .filter(one -> !list.contains(one))
                        .sorted(Comparator.comparingDouble(one -> -key.getOrDefault(one.person(), 0.0)))
                        .limit(drawn)
                        .toList()
                        .forEach(list::add);
                long fresh =
                        list.stream().filter(one -> one.observations() == 0).count();
                newcomers += fresh / (double) Math.max(1, list.size());
                listsWithOne += fresh > 0 ? 1 : 0;
                hits += list.stream().anyMatch(Candidate::came) ? 1 : 0;
                came += list.stream().filter(Candidate::came).count() / (double) shown;
                list.forEach(one -> seen.merge(one.person(), 1, Integer::sum));
                lists++;
            }
            differentPeople += seen.size();
        }
        System.out.printf(
                "  %-16s newcomers %4.1f %% of the places (%4.1f %% of the people), in %5.1f %% of the lists; somebody who came true in %5.1f %% of the lists, %5.2f %% of the places; %.1f people in %d lists of a bug%n",
                name,
                100 * newcomers / lists,
                100 * people / asked.size(),
                100 * listsWithOne / lists,
                100 * hits / lists,
                100 * came / lists,
                differentPeople / asked.size(),
                seeds);
    }
}
