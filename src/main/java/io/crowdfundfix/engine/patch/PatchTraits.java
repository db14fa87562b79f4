package io.crowdfundfix.engine.patch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a patch does, in numbers with names. */
final class PatchTraits {
    private static final int MAX_ALIGNED = 400;
    private static final int MAX_CHARS = 20_000;

    private final List<String> names = new ArrayList<>();
    private final List<Float> values = new ArrayList<>();
    private final List<String> addedTokens;
    private final List<String> removedTokens;
    private final String added;
    private final String removed;

    private PatchTraits(PatchCode code) {
        addedTokens = code.added();
        removedTokens = code.removed();
        added = code(addedTokens);
        removed = code(removedTokens);
        sizes();
        likeness();
        edits();
        conditions();
        for (Construct construct : Construct.values()) {
            put("adds " + construct.words(), Math.log1p(construct.count(added)));
            put("removes " + construct.words(), Math.log1p(construct.count(removed)));
        }
    }

    private static String code(List<String> tokens) {
        String code = String.join(" ", tokens);
        return code.substring(0, Math.min(code.length(), MAX_CHARS));
    }

    static PatchTraits of(PatchCode code) {
        return new PatchTraits(code);
    }

    /** Of every patch the same, in the same order. */
    List<String> names() {
        return List.copyOf(names);
    }

    float[] values() {
        float[] all = new float[values.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = values.get(i);
        }
        return all;
    }

    /** The names of those that begin with "adds" or "removes" and are there at all. */
    List<String> present() {
        return IntStream.range(0, names.size())
                .filter(i -> values.get(i) > 0 && names.get(i).matches("(?:adds|removes) .*"))
                .mapToObj(names::get)
                .toList();
    }

    private void put(String name, double value) {
        names.add(name);
        values.add((float) value);
    }

    private void sizes() {
        int more = addedTokens.size();
        int less = removedTokens.size();
        put("much code added", Math.log1p(more));
        put("much code removed", Math.log1p(less));
        put("growth", Math.log1p(more) - Math.log1p(less));
        put("only adds", less == 0 ? 1 : 0);
        put("only removes", more == 0 ? 1 : 0);
    }

    private void likeness() {
        int common = common(addedTokens, removedTokens);
        int both = addedTokens.size() + removedTokens.size();
        double longer = Math.max(1, Math.max(addedTokens.size(), removedTokens.size()));
        put("old and new code are alike", 2.0 * common / Math.max(1, both));
        put("keeps the order of the old code", aligned(addedTokens, removedTokens) / longer);
        put("code that is really new", Math.log1p(addedTokens.size() - common));
        put("code that is really gone", Math.log1p(removedTokens.size() - common));
        Set<String> fresh = new HashSet<>(names(addedTokens));
        Set<String> old = new HashSet<>(names(removedTokens));
        put("new names", Math.log1p((double)
                fresh.stream().filter(name -> !old.contains(name)).count()));
        put("names gone", Math.log1p((double)
                old.stream().filter(name -> !fresh.contains(name)).count()));
    }

    private static List<String> names(List<String> tokens) {
        return tokens.stream().filter(CodeTokens::isName).distinct().toList();
    }

    private static int common(List<String> a, List<String> b) {
        Map<String, Integer> counts = new HashMap<>();
        a.forEach(token -> counts.merge(token, 1, Integer::sum));
        int common = 0;
        for (String token : b) {
            int left = counts.getOrDefault(token, 0);
            if (left > 0) {
                counts.put(token, left - 1);
                common++;
            }
        }
        return common;
    }

    /** The longest common subsequence of the beginnings. */
    private static int aligned(List<String> a, List<String> b) {
        int[] row = new int[Math.min(MAX_ALIGNED, b.size()) + 1];
        for (int i = 0; i < Math.min(MAX_ALIGNED, a.size()); i++) {
            int diagonal = 0;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                row[j] = a.get(i).equals(b.get(j - 1)) ? diagonal + 1 : Math.max(row[j], row[j - 1]);
                diagonal = above;
            }
        }
        return row[row.length - 1];
    }

    private void edits() {
        boolean both = !added.isEmpty() && !removed.isEmpty();
        put("only numbers differ", both && same(added, removed, "\\b\\d[\\w.]*") ? 1 : 0);
        put("only names differ", both && same(added, removed, "\\b[A-Za-z_$][\\w$]*") ? 1 : 0);
        put("only operators differ", both && same(added, removed, "[=!<>+*/%&|^-]+") ? 1 : 0);
        put("old code kept inside the new", both && added.contains(removed) ? 1 : 0);
        put("new code was inside the old", both && removed.contains(added) ? 1 : 0);
        put("a guard before old code", added.startsWith("if (") && removed.isEmpty() ? 1 : 0);
        put(
                "leaves early",
                removed.isEmpty() && added.matches("(?s)if \\(.{0,2000}(?:return|throw|continue|break).{0,500}")
                        ? 1
                        : 0);
        put("a bare statement added", removed.isEmpty() && !added.contains("if (") && !added.contains("{") ? 1 : 0);
        put("statements only moved", both && sorted(added).equals(sorted(removed)) ? 1 : 0);
        put("ends in mid statement", !added.isEmpty() && !added.matches("(?s).*[;{}]$") ? 1 : 0);
    }

    private static boolean same(String added, String removed, String ignored) {
        return added.replaceAll(ignored, "?").equals(removed.replaceAll(ignored, "?"));
    }

    private static List<String> sorted(String code) {
        return List.of(code.split(" ")).stream().sorted().toList();
    }

    private void conditions() {
        String old = condition(removed);
        String now = condition(added);
        boolean both = !old.isEmpty() && !now.isEmpty();
        put("a condition changed", both ? 1 : 0);
        put("a condition narrowed", both && now.contains(old) && now.contains("&&") ? 1 : 0);
        put("a condition widened", both && now.contains(old) && now.contains("||") ? 1 : 0);
        put("part of a condition dropped", both && old.contains(now) ? 1 : 0);
        put("a condition replaced", both && !now.contains(old) && !old.contains(now) ? 1 : 0);
        put("a condition removed", !old.isEmpty() && now.isEmpty() ? 1 : 0);
        Set<String> oldNames = new HashSet<>(List.of(old.split(" ")));
        List<String> names = names(List.of(now.isEmpty() ? "(" : now).stream()
                .flatMap(text -> List.of(text.split(" ")).stream())
                .toList());
        put("a condition about other things", both ? unknown(names, oldNames) : 0);
        put("size of the new condition", Math.log1p(now.isEmpty() ? 0 : now.split(" ").length));
        put("methods called in the new condition", Math.log1p(Construct.CALL.count(now)));
        put("one side of the new condition is a number", now.matches("(?s).*[=!<>]=? (?:\\( )?\\d.*") ? 1 : 0);
        put("words in the new condition", (double) names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .count());
    }

    private static double unknown(List<String> names, Set<String> known) {
        return names.stream().filter(name -> !known.contains(name)).count() / (double) Math.max(1, names.size());
    }

    /** Of the first if: what stands between its brackets. */
    private static String condition(String code) {
        int at = code.startsWith("if (") ? 0 : code.indexOf(" if (");
        if (at < 0) {
            return "";
        }
        int from = code.indexOf('(', at);
        int depth = 0;
        for (int i = from; i < code.length(); i++) {
            depth += code.charAt(i) == '(' ? 1 : code.charAt(i) == ')' ? -1 : 0;
            if (depth == 0) {
                return code.substring(from + 1, i).strip();
            }
        }
        return code.substring(from + 1).strip();
    }
}
