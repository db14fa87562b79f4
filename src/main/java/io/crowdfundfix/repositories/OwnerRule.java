package io.crowdfundfix.repositories;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A line of CODEOWNERS: whose the files are that its pattern matches.
 *
 * @param owners none where the line takes files out of what lines before it say
 */
record OwnerRule(String pattern, List<String> owners) {
    /** Where CODEOWNERS may be; the first that is there counts. */
    static final List<String> PLACES = List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");

    private static final int MAX_RULES = 2_000;
    private static final int MAX_PATTERN = 500;
    private static final int MAX_SEGMENTS = 64;
    private static final int MAX_OWNERS = 20;
    private static final int MAX_OWNER = 90;

    OwnerRule {
        owners = List.copyOf(owners);
    }

    /** Reads a file; lines that GitHub skips are skipped. Where there are too many, the last ones count, as they do in a file. */
    static List<OwnerRule> read(String file) {
        Deque<OwnerRule> rules = new ArrayDeque<>();
        for (String line : (Iterable<String>) file.lines()::iterator) {
            String[] words = line.strip().split("\\s+");
            boolean isRule = !words[0].isEmpty()
                    && !words[0].startsWith("#")
                    && !words[0].startsWith("!")
                    && words[0].indexOf('[') < 0
                    && words[0].length() <= MAX_PATTERN
                    && words[0].chars().noneMatch(Character::isISOControl);
            if (!isRule) {
                continue;
            }
            OwnerRule rule = new OwnerRule(words[0], owners(words));
            if (rule.segments().size() <= MAX_SEGMENTS) {
                rules.addLast(rule);
            }
            if (rules.size() > MAX_RULES) {
                rules.removeFirst();
            }
        }
        return List.copyOf(rules);
    }

    /** E-mail addresses are owners, too, and are left out: who reads this is nobody's correspondent. */
    private static List<String> owners(String[] words) {
        return Arrays.stream(words)
                .skip(1)
                .takeWhile(word -> !word.startsWith("#"))
                .filter(word -> word.startsWith("@") && word.length() > 1 && word.length() <= MAX_OWNER)
                .filter(word -> word.chars().noneMatch(Character::isISOControl))
                .limit(MAX_OWNERS)
                .toList();
    }

    /** The last of these rules that matches. */
    static Optional<OwnerRule> of(String path, List<OwnerRule> rules) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).matches(path)) {
                return Optional.of(rules.get(i));
            }
        }
        return Optional.empty();
    }

    boolean isForAll() {
        return pattern.equals("*") || pattern.equals("**") || pattern.equals("/**");
    }

    boolean matches(String path) {
        boolean onlyFolders = pattern.endsWith("/");
        List<String> wanted = segments();
        boolean directly = wanted.size() > 1
                && wanted.get(wanted.size() - 1).equals("*")
                && !wanted.get(0).equals("**");
        List<String> parts = Arrays.asList(path.split("/", -1));
        boolean[] reached = reached(wanted, parts);
        // what matches a folder matches everything in it
        for (int length = 1; !directly && length < parts.size(); length++) {
            if (reached[length]) {
                return true;
            }
        }
        return !onlyFolders && reached[parts.size()];
    }

    /** The names and stars of the pattern; folders of any depth stand once where they follow each other, which is the same. */
    List<String> segments() {
        String bare = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
        boolean anchored = bare.startsWith("/");
        bare = anchored ? bare.substring(1) : bare;
        List<String> wanted = new ArrayList<>();
        for (String segment : bare.split("/", -1)) {
            boolean again = segment.equals("**")
                    && !wanted.isEmpty()
                    && wanted.get(wanted.size() - 1).equals("**");
            if (!again) {
                wanted.add(segment);
            }
        }
        if (!anchored && wanted.size() == 1 && bare.indexOf('/') < 0) {
            wanted.add(0, "**");
        }
        return wanted;
    }

    /** For each number of leading parts, whether they match as a whole. */
    private static boolean[] reached(List<String> wanted, List<String> parts) {
        boolean[] reached = new boolean[parts.size() + 1];
        reached[0] = true;
        for (int w = 0; w < wanted.size(); w++) {
            boolean[] next = new boolean[parts.size() + 1];
            boolean any = wanted.get(w).equals("**");
            boolean last = w == wanted.size() - 1;
            for (int p = 0; p <= parts.size(); p++) {
                if (any) {
                    boolean taken = p > 0 && next[p - 1];
                    // at the end it stands for something, elsewhere also for nothing
                    next[p] = taken || (last ? p > 0 && reached[p - 1] : reached[p]);
                } else {
                    next[p] = p > 0 && reached[p - 1] && like(wanted.get(w), parts.get(p - 1));
                }
            }
            reached = next;
        }
        return reached;
    }

    /** A name against a pattern in which a star stands for anything and a question mark for one character. */
    private static boolean like(String wanted, String name) {
        int w = 0;
        int n = 0;
        int star = -1;
        int from = 0;
        while (n < name.length()) {
            if (w < wanted.length() && wanted.charAt(w) == '*') {
                star = w++;
                from = n;
            } else if (w < wanted.length() && (wanted.charAt(w) == '?' || wanted.charAt(w) == name.charAt(n))) {
                w++;
                n++;
            } else if (star >= 0) {
                w = star + 1;
                n = ++from;
            } else {
                return false;
            }
        }
        while (w < wanted.length() && wanted.charAt(w) == '*') {
            w++;
        }
        return w == wanted.length();
    }
}
