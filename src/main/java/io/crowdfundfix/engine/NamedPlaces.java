package io.crowdfundfix.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files, classes and functions of the program that a report names: in its stack traces, or in its text where they are written as no
 * plain word is.
 */
public final class NamedPlaces {
    private static final int MOST_FRAMES = 8;
    private static final int MOST_NAMES = 60;
    private static final int SHORTEST = 3;
    private static final Pattern FILE = Pattern.compile(
            "\\b([\\w-]+)\\.(java|kt|scala|groovy|py|js|jsx|ts|tsx|mjs|go|rs|rb|php|cs|c|cc|cpp|h|hpp|swift|m|vue|sql|xml|yml|yaml|json)\\b");
    private static final Pattern TYPE = Pattern.compile("\\b[A-Z][a-z0-9]+(?:[A-Z]+[a-z0-9]*)+\\b");
    private static final Pattern OWNER = Pattern.compile("\\b([A-Z][A-Za-z0-9_]+)(?=[.#][a-z_]\\w*\\()");
    private static final Pattern CALL = Pattern.compile("\\b([a-z][A-Za-z0-9_]{3,})\\(\\)");

    private final Set<String> traced;
    private final Set<String> told;

    private NamedPlaces(Set<String> traced, Set<String> told) {
        this.traced = traced;
        this.told = told;
    }

    public static NamedPlaces of(String title, String description, @Nullable String stackTrace) {
        Set<String> traced = new LinkedHashSet<>();
        for (Trace trace : ReportText.parse(title, description, stackTrace).traces()) {
            Fingerprint.ownFrames(trace.frames()).stream().limit(MOST_FRAMES).forEach(frame -> {
                add(traced, stem(frame.fileName()));
                for (String part : frame.symbol().split("[.:$#]+")) {
                    boolean telling = !part.isEmpty() && !part.equals(part.toLowerCase(Locale.ROOT));
                    add(traced, telling ? part : "");
                }
            });
        }
        Set<String> told = new LinkedHashSet<>();
        String text = title + "\n" + description;
        String bounded =
                text.length() > ReportText.MAX_CHARACTERS ? text.substring(0, ReportText.MAX_CHARACTERS) : text;
        for (Pattern pattern : List.of(FILE, TYPE, OWNER, CALL)) {
            Matcher found = pattern.matcher(bounded);
            while (found.find() && told.size() < MOST_NAMES) {
                add(told, found.groupCount() > 0 ? found.group(1) : found.group());
            }
        }
        told.removeAll(traced);
        return new NamedPlaces(traced, told);
    }

    /** How many are named; 0 leaves nothing to compare. */
    public int count() {
        return traced.size() + told.size();
    }

    /** Those of a stack trace that these files or functions are. */
    public List<String> tracedIn(Collection<String> files, Collection<String> symbols) {
        return common(traced, files, symbols);
    }

    /** Those of the text that these files or functions are. */
    public List<String> toldIn(Collection<String> files, Collection<String> symbols) {
        return common(told, files, symbols);
    }

    public boolean hasTrace() {
        return !traced.isEmpty();
    }

    private static List<String> common(Set<String> named, Collection<String> files, Collection<String> symbols) {
        Set<String> touched = new LinkedHashSet<>();
        files.forEach(file -> add(touched, stem(file.substring(file.lastIndexOf('/') + 1))));
        symbols.forEach(symbol -> {
            for (String part : symbol.split("[.:$#]+")) {
                add(touched, part);
            }
        });
        List<String> common = new ArrayList<>(named);
        common.retainAll(touched);
        return common;
    }

    private static String stem(String file) {
        int dot = file.indexOf('.');
        return dot <= 0 ? file : file.substring(0, dot);
    }

    private static void add(Set<String> names, String name) {
        if (name.length() >= SHORTEST && names.size() < MOST_NAMES * 10) {
            names.add(name);
        }
    }
}
