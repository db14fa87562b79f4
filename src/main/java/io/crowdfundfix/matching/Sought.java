package io.crowdfundfix.matching;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bug asks of who fixes it.
 *
 * @param model made the vector
 * @param vector null where the engine does not answer
 * @param skills what it asks for, by {@link SkillNames}, with how much each counts
 * @param offerCents what there is or will be to earn; null where nobody knows
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Sought(
        long bug,
        long reporter,
        String model,
        float @Nullable [] vector,
        Map<String, Integer> skills,
        List<String> tags,
        @Nullable Long offerCents) {
    static final int TAG = 2;
    static final int WORD = 1;

    Sought {
        skills = Map.copyOf(skills);
        tags = List.copyOf(tags);
    }

    /** Less what no developer knows: words of a sentence that name no skill. */
    Sought without(java.util.function.Predicate<String> unknown) {
        Map<String, Integer> kept = new java.util.HashMap<>(skills);
        kept.keySet().removeIf(skill -> !tags.contains(skill) && unknown.test(skill));
        return new Sought(bug, reporter, model, vector, kept, tags, offerCents);
    }

    /** The share of it that somebody with these skills knows, 0…1. */
    double shareOf(List<String> known) {
        int all = 0;
        int shared = 0;
        for (Map.Entry<String, Integer> skill : skills.entrySet()) {
            all += skill.getValue();
            shared += known.contains(skill.getKey()) ? skill.getValue() : 0;
        }
        return all == 0 ? 0 : (double) shared / all;
    }
}
