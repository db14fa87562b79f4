package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.Terms;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What the form and the plain words of a report tell, without any training. */
final class TextSigns {
    private static final int MAX_CHARS = 8_000;
    private static final List<Set<String>> GROUPS = List.of(
            Set.of(
                    "crash",
                    "crashes",
                    "crashed",
                    "hang",
                    "hangs",
                    "deadlock",
                    "oom",
                    "outofmemoryerror",
                    "aborts",
                    "abort"),
            Set.of("loss", "lost", "loses", "corrupt", "corrupted", "corruption", "wrong", "incorrect", "inconsistent"),
            Set.of(
                    "typo",
                    "typos",
                    "javadoc",
                    "javadocs",
                    "spelling",
                    "comment",
                    "comments",
                    "cosmetic",
                    "cleanup",
                    "unused"),
            Set.of("fails", "fail", "failing", "failed", "failure", "broken", "cannot", "unable", "regression"),
            Set.of("test", "tests", "junit", "flaky", "jenkins", "hudson", "build"),
            Set.of("slow", "performance", "leak", "leaks", "memory", "cpu"),
            Set.of("improve", "improvement", "should", "add", "support", "allow", "better", "nice"),
            Set.of("doc", "docs", "documentation", "website", "wiki", "readme", "log", "logging", "message"));
    private static final List<String> NAMES = List.of(
            "words of crashing or hanging",
            "words of lost or wrong data",
            "words of wording or cleaning up",
            "words of failing",
            "words of tests or builds",
            "words of speed or memory",
            "words of wishes",
            "words of documents or messages");
    static final int COUNT = 2 * GROUPS.size() + 4;

    private TextSigns() {}

    static void addTo(FeatureRow row, String title, String description) {
        String body = description.length() > MAX_CHARS ? description.substring(0, MAX_CHARS) : description;
        Set<String> inTitle = words(title);
        Set<String> inBody = words(body);
        for (Set<String> group : GROUPS) {
            row.add(found(group, inTitle));
            row.add(found(group, inBody));
        }
        row.add(Math.log1p(title.length()));
        row.add(Math.log1p(description.length()));
        row.add(body.contains("\tat ") || body.contains("\nat ") || body.contains("    at ") ? 1 : 0);
        row.add(inTitle.stream().anyMatch(word -> word.endsWith("exception") || word.endsWith("error")) ? 1 : 0);
    }

    /**
     * The kinds of words in a row that lift, and that lower, what a model says of it by at least {@code least}; the signs must
     * be the last columns.
     */
    static List<String> reasons(float[] row, ToDoubleFunction<float[]> model, double least) {
        List<String> reasons = new ArrayList<>();
        int from = row.length - COUNT;
        double whole = model.applyAsDouble(row);
        for (int group = 0; group < GROUPS.size(); group++) {
            int at = from + 2 * group;
            if (row[at] + row[at + 1] > 0) {
                float[] without = row.clone();
                without[at] = 0;
                without[at + 1] = 0;
                double effect = whole - model.applyAsDouble(without);
                if (Math.abs(effect) >= least) {
                    reasons.add(NAMES.get(group) + (effect > 0 ? " raise it" : " lower it"));
                }
            }
        }
        return reasons;
    }

    private static double found(Set<String> group, Set<String> words) {
        return (double) group.stream().filter(words::contains).count();
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Terms.words(text.toLowerCase(Locale.ROOT)));
    }
}
