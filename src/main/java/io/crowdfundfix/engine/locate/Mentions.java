package io.crowdfundfix.engine.locate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files, types and methods of the program that a report names as a program writes them. */
final class Mentions {
    private static final int MOST_NAMES = 300;
    private static final int MOST_MEANT = 12;
    private static final int MAX_CHARACTERS = 60_000;
    /** A name of several parts, each of which begins with a letter. */
    private static final Pattern NAME =
            Pattern.compile("[A-Za-z_$][\\w$]{0,80}+(?:[./][A-Za-z_$][\\w$]{0,80}+){0,14}+");

    private final Map<Integer, Named> docToNamed = new HashMap<>();
    private final Set<String> names = new LinkedHashSet<>();

    /** How a file is named in a report. */
    static final class Named {
        private String as = "";
        private double byName;
        private double byPath;
        private double inTitle;

        String as() {
            return as;
        }

        /** The more files have that name, the less. */
        double byName() {
            return byName;
        }

        double byPath() {
            return byPath;
        }

        double inTitle() {
            return inTitle;
        }
    }

    Mentions(CodeView view, String title, String prose) {
        read(view, title, true);
        read(view, prose, false);
    }

    private void read(CodeView view, String text, boolean title) {
        Matcher found = NAME.matcher(text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text);
        Set<String> seen = new HashSet<>();
        while (found.find() && names.size() < MOST_NAMES) {
            String name = found.group();
            if (seen.add(name)) {
                read(view, name, title, found.end() < text.length() && text.charAt(found.end()) == '(');
            }
        }
    }

    private void read(CodeView view, String name, boolean title, boolean called) {
        List<String> parts = ImportGraph.parts(name);
        boolean qualified = parts.size() > 1;
        for (int last = 0; last < parts.size(); last++) {
            String part = parts.get(last);
            boolean program = qualified || called || isProgram(part);
            if (program) {
                names.add(part);
            }
            boolean mayBeFile = program || Character.isUpperCase(part.charAt(0));
            int[] docs = mayBeFile ? view.names().meant(new ArrayList<>(parts.subList(0, last + 1))) : new int[0];
            for (int doc : docs.length <= MOST_MEANT ? docs : new int[0]) {
                count(doc, part, title, new double[] {1.0 / docs.length, last, program ? 1 : 0.4});
            }
        }
    }

    /** @param weights one over the number of files of that name, parts before the name, how sure it is one of a program */
    private void count(int doc, String name, boolean title, double[] weights) {
        Named named = docToNamed.computeIfAbsent(doc, any -> new Named());
        named.as = named.byName < weights[0] * weights[2] ? name : named.as;
        named.byName = Math.max(named.byName, weights[0] * weights[2]);
        named.byPath = Math.max(named.byPath, weights[1] > 1 ? weights[0] : 0);
        named.inTitle = Math.max(named.inTitle, title ? weights[0] * weights[2] : 0);
    }

    /** Capitals or underscores inside: no word of a language that people speak. */
    private static boolean isProgram(String part) {
        for (int i = 1; i < part.length(); i++) {
            if (part.charAt(i) == '_'
                    || Character.isUpperCase(part.charAt(i)) && Character.isLowerCase(part.charAt(i - 1))) {
                return true;
            }
        }
        return false;
    }

    Map<Integer, Named> docToNamed() {
        return docToNamed;
    }

    /** Names of the program, in small letters. */
    Set<String> names() {
        Set<String> small = new LinkedHashSet<>();
        names.forEach(name -> small.add(name.toLowerCase(Locale.ROOT)));
        return small;
    }

    /** For each file, how rare the named things are that it has in this part. */
    float[] within(SourceField field, CodeView view, Postings postings, CodeWords words) throws IOException {
        float[] scores = new float[view.size()];
        Set<String> asked = new LinkedHashSet<>();
        for (String name : names) {
            List<String> terms = words.of(name);
            if (!terms.isEmpty()) {
                asked.add(terms.get(terms.size() - 1));
            }
        }
        for (String term : asked) {
            int found = postings.find(field, term);
            double rarity = postings.rarity(found);
            for (int i = 0; i < found; i++) {
                scores[postings.doc(i)] += (float) rarity;
            }
        }
        return scores;
    }
}
