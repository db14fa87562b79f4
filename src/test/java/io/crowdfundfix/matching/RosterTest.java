package io.crowdfundfix.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.matching.CodeKnowledge.Knowing;
import io.crowdfundfix.matching.Ranking.Choice;
import io.crowdfundfix.matching.Ranking.Fitting;
import io.crowdfundfix.matching.Ranking.Ranked;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // it does not see in a class file that an array may be null
class RosterTest {
    private static final long REPORTER = 77;

    private final Roster roster = new Roster(Profiles.MODEL);

    @Test
    void whoHasFixedTheLikeAndKnowsTheTagsComesFirst() {
        roster.put(Profiles.newcomer(1, Profiles.along(9), "css"));
        roster.put(Profiles.proven(2, Profiles.along(0), 12, "java", "concurrency"));
        roster.put(Profiles.newcomer(3, Profiles.along(5), "java"));
        List<Ranked> ranked = ranked(bug(Profiles.along(0), "java", "concurrency"), 2, 1);
        assertEquals(2, ranked.get(0).developer().developer());
        assertEquals(3, ranked.get(1).developer().developer());
        assertTrue(ranked.get(0).score() > ranked.get(1).score());
    }

    @Test
    void theReporterAndWhoIsNoDeveloperAnyMoreAreNotShown() {
        roster.put(Profiles.newcomer(REPORTER, Profiles.along(0), "java"));
        Profile left = Profiles.newcomer(4, Profiles.along(0), "java");
        roster.put(left);
        roster.put(new Profile(4, "", "", List.of(), null, null, 0, null, 0, 0, 0, List.of(), true, left.at()));
        assertEquals(List.of(), ranked(bug(Profiles.along(0), "java"), 5, 1));
    }

    @Test
    void aChangedProfileIsFoundByItsNewSkillsOnly() {
        roster.put(Profiles.proven(4, Profiles.along(3), 1, "java"));
        roster.put(Profiles.proven(4, Profiles.along(3), 1, "rust"));
        assertEquals(1, roster.size());
        assertEquals(0, candidates(bug(null, "java")));
        assertEquals(1, candidates(bug(null, "rust")));
    }

    @Test
    void vectorsOfAnotherModelAreNotCompared() {
        Profile other = Profiles.newcomer(4, Profiles.along(0), "java");
        Roster elsewhere = new Roster("another");
        elsewhere.put(other);
        Fitting fitting = elsewhere
                .candidates(bug(Profiles.along(0), "java"), new Variation(1), Profiles.NOW)
                .get(0);
        assertEquals(null, fitting.fit().alike().saying());
        assertEquals(1, fitting.fit().alike().tags());
    }

    @Test
    void aSeedShowsTheSameAgainWhateverOrderTheyCameIn() {
        Roster backwards = new Roster(Profiles.MODEL);
        for (int developer = 1; developer <= 400; developer++) {
            roster.put(crowd(developer));
            backwards.put(crowd(401 - developer));
        }
        Sought bug = bug(Profiles.along(2), "java");
        List<Ranked> one = ranked(bug, 10, 5);
        assertEquals(ids(one), ids(ranked(bug, 10, 5)));
        assertEquals(ids(one), ids(rank(backwards, bug, 10, 5)));
    }

    @Test
    void newcomersGetTheirChanceAndTheBestKeepTheirPlaces() {
        for (int developer = 1; developer <= 400; developer++) {
            roster.put(crowd(developer));
        }
        Sought bug = bug(Profiles.along(2), "java");
        Set<Long> explored = new HashSet<>();
        List<Long> best = ids(ranked(bug, 10, 0)).subList(0, 5);
        for (int seed = 0; seed < 40; seed++) {
            List<Ranked> shown = ranked(bug, 10, seed);
            assertEquals(10, shown.size());
            assertTrue(ids(shown).containsAll(best));
            shown.stream()
                    .filter(one -> one.explored() && one.developer().isNewcomer())
                    .forEach(one -> explored.add(one.developer().developer()));
        }
        assertTrue(explored.size() > 5, explored.size() + " newcomers in 40 lists");
    }

    @Test
    void nothingIsDrawnForWhoAsksForOneOrTwo() {
        assertEquals(
                List.of(0, 0, 1, 1, 2, 20),
                List.of(
                        Ranking.drawn(1),
                        Ranking.drawn(2),
                        Ranking.drawn(3),
                        Ranking.drawn(7),
                        Ranking.drawn(10),
                        Ranking.drawn(100)));
    }

    @Test
    void wordsThatNobodyKnowsDoNotCount() {
        roster.put(Profiles.newcomer(1, null, "kubernetes"));
        Sought bug = new Sought(
                5,
                REPORTER,
                Profiles.MODEL,
                null,
                Map.of("kubernetes", Sought.WORD, "pods", Sought.WORD),
                List.of(),
                null,
                Map.of());
        Fitting fitting = roster.candidates(bug, new Variation(1), Profiles.NOW).get(0);
        assertEquals(1, fitting.fit().alike().tags());
        assertFalse(bug.without(word -> word.equals("pods")).skills().containsKey("pods"));
    }

    @Test
    void whoWroteTheCodeIsInQuestionWhateverHeSays() {
        for (int developer = 1; developer <= 400; developer++) {
            roster.put(crowd(developer));
        }
        Profile author = Profiles.proven(500, Profiles.along(30), 1, "cobol");
        roster.put(author);
        Sought bug = bug(Profiles.along(2), "java");
        Sought his = new Sought(
                5,
                REPORTER,
                bug.model(),
                bug.vector(),
                bug.skills(),
                bug.tags(),
                null,
                Map.of(500L, new Knowing(0.9, "Cart.java", 1), 9_999L, new Knowing(0.1, "Cart.java", 0.1)));
        assertFalse(ids(ranked(bug, 10, 1)).contains(500L));
        assertTrue(ids(ranked(his, 10, 1)).subList(0, 3).contains(500L));
    }

    /** Some have fixed something; what they say and have fixed points in eight directions. */
    private static Profile crowd(int developer) {
        String skill = developer % 2 == 0 ? "java" : "rust";
        return developer <= 24 && developer % 3 == 0
                ? Profiles.proven(developer, Profiles.along(developer % 8), developer % 5 + 1, skill)
                : Profiles.newcomer(developer, Profiles.along(developer % 8), skill);
    }

    private static Sought bug(float @Nullable [] vector, String... tags) {
        Map<String, Integer> skills = new java.util.HashMap<>();
        for (String tag : tags) {
            skills.put(tag, Sought.TAG);
        }
        return new Sought(5, REPORTER, Profiles.MODEL, vector, skills, List.of(tags), null, Map.of());
    }

    /** Those in question for what they know or do; newcomers are in question always. */
    private int candidates(Sought bug) {
        return roster.candidates(bug, new Variation(1), Profiles.NOW).size();
    }

    private List<Ranked> ranked(Sought bug, int limit, long seed) {
        return rank(roster, bug, limit, seed);
    }

    private static List<Ranked> rank(Roster of, Sought bug, int limit, long seed) {
        Variation variation = new Variation(seed);
        return new Ranking(MatchModel.bundled())
                .of(of.candidates(bug, variation, Profiles.NOW), bug, variation, new Choice(limit, Profiles.NOW));
    }

    private static List<Long> ids(List<Ranked> ranked) {
        return ranked.stream().map(one -> one.developer().developer()).toList();
    }
}
