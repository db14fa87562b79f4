package io.crowdfundfix.matching;

import io.crowdfundfix.matching.CodeKnowledge.Knowing;
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
 * @param knowing who has written the code that it is about
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Sought(
        long bug,
        long reporter,
        String model,
        float @Nullable [] vector,
        Map<String, Integer> skills,
        List<String> tags,
        @Nullable Long offerCents,
        Map<Long, Knowing> knowing) {
    static final int TAG = 2;
    static final int WORD = 1;
    private static final int ENOUGH = 2 * TAG;

    Sought {
        skills = Map.copyOf(skills);
        tags = List.copyOf(tags);
        knowing = Map.copyOf(knowing);
    }

    /** Less what no developer knows: such words name no skill, and such tags tell nobody from another. */
    Sought without(java.util.function.Predicate<String> unknown) {
        Map<String, Integer> kept = new java.util.HashMap<>(skills);
        kept.keySet().removeIf(unknown);
        return new Sought(bug, reporter, model, vector, kept, tags, offerCents, knowing);
    }

    /** How much of it somebody with these skills knows, 0…1; two tags of a longer list are enough for 1. */
    double knownBy(List<String> known) {
        int all = 0;
        int shared = 0;
        for (Map.Entry<String, Integer> skill : skills.entrySet()) {
            all += skill.getValue();
            shared += known.contains(skill.getKey()) ? skill.getValue() : 0;
        }
        return all == 0 ? 0 : Math.min(1, (double) shared / Math.min(all, ENOUGH));
    }
}
