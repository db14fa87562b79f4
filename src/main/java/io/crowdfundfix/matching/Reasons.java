package io.crowdfundfix.matching;

import io.crowdfundfix.matching.CodeKnowledge.Knowing;
import io.crowdfundfix.matching.Ranking.Ranked;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why somebody is shown for a bug, in words. */
final class Reasons {
    /** From this cosine on two reports speak of much the same. */
    static final double LIKE = 0.45;

    private static final double CLOSE = 0.3;
    private static final double KNOWS = 0.02;
    private static final int MOST_SKILLS = 5;

    private Reasons() {}

    /**
     * The strongest first.
     *
     * @param alike those of his latest fixes that are like the bug, the latest first
     */
    static List<String> of(Ranked ranked, Sought bug, List<Long> alike) {
        List<String> reasons = new ArrayList<>();
        Profile developer = ranked.developer();
        addCode(reasons, bug.knowing().get(developer.developer()));
        addFixes(reasons, developer, alike);
        addSkills(reasons, ranked, bug);
        if (developer.failures() > 0) {
            reasons.add("failed at " + counted(developer.failures(), "fix", "fixes") + " before");
        }
        if (developer.activeClaims() > 0) {
            reasons.add("is working on " + counted(developer.activeClaims(), "claim", "claims"));
        }
        addPrice(reasons, developer.askingCents(), bug.offerCents());
        if (developer.isNewcomer()) {
            reasons.add(ranked.explored() ? "new here: shown to give him a chance" : "new here: no fix yet");
        } else if (ranked.explored()) {
            reasons.add("shown by the random variation: others have a higher score");
        }
        return reasons;
    }

    private static void addCode(List<String> reasons, @Nullable Knowing knowing) {
        if (knowing != null && knowing.share() >= KNOWS) {
            reasons.add("knows this code: " + Math.round(100 * knowing.ofPath()) + " % of the work on " + knowing.path()
                    + ", which the fix is likely to touch, is his");
        }
    }

    private static void addFixes(List<String> reasons, Profile developer, List<Long> alike) {
        if (!alike.isEmpty()) {
            reasons.add("has fixed " + counted(alike.size(), "bug", "bugs") + " like this one, the latest #"
                    + alike.get(0));
        } else if (!developer.fixes().isEmpty()) {
            reasons.add("has fixed " + counted(developer.fixes().size(), "other bug", "other bugs")
                    + " here, the latest #" + developer.fixes().get(0).bug());
        }
    }

    private static void addSkills(List<String> reasons, Ranked ranked, Sought bug) {
        List<String> known = ranked.developer().skills();
        List<String> tags = bug.tags().stream().filter(known::contains).toList();
        List<String> words = bug.skills().keySet().stream()
                .filter(skill -> known.contains(skill) && !bug.tags().contains(skill))
                .sorted()
                .toList();
        if (!tags.isEmpty()) {
            String of = bug.tags().size() == 1
                    ? ": the bug's only tag"
                    : ": " + tags.size() + " of the bug's " + bug.tags().size() + " tags";
            reasons.add("says he knows " + listed(tags) + of);
        }
        if (!words.isEmpty()) {
            reasons.add("says he knows " + listed(words) + ", which the report is about");
        }
        Double saying = ranked.fit().alike().saying();
        if (tags.isEmpty() && words.isEmpty() && saying != null && saying >= CLOSE) {
            reasons.add("what he says he can do is close to what the report tells");
        }
    }

    private static void addPrice(List<String> reasons, @Nullable Long asking, @Nullable Long offer) {
        if (asking != null && offer != null) {
            reasons.add("asks for " + amount(asking) + " at least, "
                    + (asking <= offer
                            ? "which the bug is worth"
                            : "more than the " + amount(offer) + " that the bug is worth"));
        }
    }

    private static String listed(List<String> skills) {
        return String.join(", ", skills.subList(0, Math.min(MOST_SKILLS, skills.size())));
    }

    private static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static String amount(long cents) {
        return BigDecimal.valueOf(cents, 2).toPlainString();
    }
}
