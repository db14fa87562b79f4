package io.crowdfundfix.matching;

import io.crowdfundfix.analysis.AnalysisApi;
import io.crowdfundfix.analysis.AnalysisApi.BugVector;
import io.crowdfundfix.analysis.AnalysisApi.EmbedTexts;
import io.crowdfundfix.analysis.AnalysisApi.Meaning;
import io.crowdfundfix.analysis.AnalysisApi.ReadVectors;
import io.crowdfundfix.bugs.BugsApi;
import io.crowdfundfix.bugs.BugsApi.BugView;
import io.crowdfundfix.bugs.BugsApi.FindBug;
import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.identity.ReputationApi;
import io.crowdfundfix.matching.CodeKnowledge.Knowing;
import io.crowdfundfix.matching.MatchingApi.Explanation;
import io.crowdfundfix.matching.MatchingApi.Match;
import io.crowdfundfix.matching.MatchingApi.MatchDevelopers;
import io.crowdfundfix.matching.MatchingApi.Matches;
import io.crowdfundfix.matching.Ranking.Choice;
import io.crowdfundfix.matching.Ranking.Ranked;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers who would fix a bug. */
final class MatchService {
    private static final int MAX_TEXT = 2_000;
    private static final int FIXES_LOOKED_AT = 5;
    /** Short enough to be typed. */
    private static final int DRAWN_SEEDS = 1_000_000_000;

    private final SecureRandom random = new SecureRandom();
    private final Bus bus;
    private final Clock clock;
    private final KeptRoster kept;
    private final MatchModel model;
    private final Ranking ranking;
    private final CodeKnowledge code;

    MatchService(Platform platform, KeptRoster kept, MatchModel model) {
        this.bus = platform.bus();
        this.clock = platform.clock();
        this.kept = kept;
        this.model = model;
        this.ranking = new Ranking(model);
        this.code = new CodeKnowledge(platform.bus());
    }

    Future<Matches> match(MatchDevelopers question) {
        return bus.request(BugsApi.FIND, new FindBug(question.bug()))
                .compose(bug -> vector(bug).compose(known -> code.of(bug).map(knowing -> sought(bug, known, knowing))))
                .compose(bug -> answer(question, bug));
    }

    /** A vector and what made it. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Known(String model, float @Nullable [] vector) {}

    /** The bug's stored vector, or else what its text means; none where the engine does not answer, for then tags must do. */
    private Future<Known> vector(BugView bug) {
        return bus.request(AnalysisApi.READ_VECTORS, new ReadVectors(List.of(bug.id())))
                .compose(read -> read.vectors().isEmpty()
                        ? embedded(bug)
                        : Future.succeededFuture(new Known(
                                read.model(), read.vectors().get(0).meaning().vector())))
                .otherwise(failure -> new Known("", null));
    }

    private Future<Known> embedded(BugView bug) {
        String text = bug.title() + "\n" + bug.description();
        int end = Math.min(text.length(), MAX_TEXT / 2);
        String start =
                Character.isHighSurrogate(text.charAt(end - 1)) ? text.substring(0, end - 1) : text.substring(0, end);
        return bus.request(AnalysisApi.EMBED_TEXTS, new EmbedTexts(List.of(start)))
                .map(read -> new Known(read.model(), read.meanings().get(0).vector()));
    }

    private static Sought sought(BugView bug, Known known, Map<Long, Knowing> knowing) {
        List<String> tags = SkillNames.of(bug.tags());
        Map<String, Integer> skills = new HashMap<>();
        SkillNames.within(bug.title()).forEach(word -> skills.put(word, Sought.WORD));
        if (bug.category() != null) {
            skills.put(SkillNames.of(bug.category()), Sought.WORD);
        }
        tags.forEach(tag -> skills.put(tag, Sought.TAG));
        Long predicted = bug.predictedBountyCents();
        long offer = Math.max(bug.fundingTotalCents(), predicted == null ? 0 : predicted);
        return new Sought(
                bug.id(),
                bug.createdBy(),
                known.model(),
                known.vector(),
                skills,
                tags,
                offer == 0 ? null : offer,
                knowing);
    }

    private Future<Matches> answer(MatchDevelopers question, Sought bug) {
        long seed = question.seed() == null ? random.nextInt(DRAWN_SEEDS) : question.seed();
        // what decays does so by the day, so that a seed gives the same answer again
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
        Roster roster = kept.roster();
        Variation variation = new Variation(seed);
        List<Ranked> ranked = ranking.of(
                roster.candidates(bug, variation, today), bug, variation, new Choice(question.limit(), today));
        return alike(ranked, bug)
                .map(alike -> new Matches(
                        bug.bug(),
                        seed,
                        roster.isComplete(),
                        model.isCalibratedFor(bug.model()),
                        ranked.stream()
                                .map(one -> match(one, bug, alike, question.explain()))
                                .toList()));
    }

    /** How much the latest fixes of those who are shown are like the bug; nothing where the engine does not answer. */
    private Future<Map<Long, Double>> alike(List<Ranked> ranked, Sought bug) {
        float[] vector = bug.vector();
        List<Long> fixes = ranked.stream()
                .flatMap(one -> latest(one.developer()))
                .distinct()
                .toList();
        if (vector == null || fixes.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return bus.request(AnalysisApi.READ_VECTORS, new ReadVectors(fixes))
                .map(read -> read.vectors().stream()
                        .collect(Collectors.toMap(
                                BugVector::bug, fix -> cosine(vector, fix.meaning()), (one, same) -> one)))
                .otherwise(failure -> Map.of());
    }

    private static java.util.stream.Stream<Long> latest(Profile developer) {
        return developer.fixes().stream().limit(FIXES_LOOKED_AT).map(Fixed::bug);
    }

    private static double cosine(float[] vector, Meaning other) {
        float[] floats = other.vector();
        double sum = 0;
        for (int d = 0; d < vector.length && d < floats.length; d++) {
            sum += vector[d] * floats[d];
        }
        return sum;
    }

    private Match match(Ranked ranked, Sought bug, Map<Long, Double> alike, boolean explain) {
        Profile developer = ranked.developer();
        List<Long> likeIt = latest(developer)
                .filter(fix -> alike.getOrDefault(fix, 0.0) >= Reasons.LIKE)
                .toList();
        Instant now = clock.instant();
        return new Match(
                developer.developer(),
                developer.name(),
                rounded(100 * ranked.score(), 10),
                Reasons.of(ranked, bug, likeIt),
                rounded(Standing.reputation(developer, now, ReputationApi.HALF_LIFE), 100),
                developer.activeClaims(),
                explain ? explanation(ranked) : null);
    }

    private static Explanation explanation(Ranked ranked) {
        Standing standing = ranked.standing();
        Double saying = ranked.fit().alike().saying();
        Double fixing = ranked.fit().alike().fixing();
        return new Explanation(
                saying == null ? null : rounded(saying, 1_000),
                rounded(ranked.fit().alike().tags(), 1_000),
                fixing == null ? null : rounded(fixing, 1_000),
                rounded(ranked.fit().lately(), 1_000),
                rounded(ranked.base(), 1_000),
                rounded(standing.reputation(), 1_000),
                rounded(standing.trackRecord(), 1_000),
                rounded(standing.load(), 1_000),
                rounded(standing.price(), 1_000),
                rounded(standing.code(), 1_000),
                rounded(ranked.draw(), 1_000),
                ranked.explored());
    }

    private static double rounded(double value, double steps) {
        return Math.round(value * steps) / steps;
    }
}
