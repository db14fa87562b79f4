package io.crowdfundfix.engine.locate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds files by their path, by their name without ending, and by names as programs write them. */
final class FileNames {
    private static final int[] NONE = {};
    /** A name that more files have means none of them, and comparing them all for each who says it would take for ever. */
    private static final int MOST_OF_A_NAME = 5_000;

    private final @Nullable String[] paths;
    private final Map<String, Integer> pathToDoc = new HashMap<>();
    private final Map<String, int[]> stemToDocs = new HashMap<>();

    /** @param byPath the documents in the order of their paths, which is that of all answers */
    FileNames(@Nullable String[] paths, int[] byPath) {
        this.paths = paths;
        Map<String, IntStream.Builder> docs = new HashMap<>();
        for (int doc : byPath) {
            String path = paths[doc];
            if (path != null) {
                pathToDoc.put(path, doc);
                docs.computeIfAbsent(stem(path), any -> IntStream.builder()).add(doc);
            }
        }
        docs.forEach((stem, found) -> stemToDocs.put(stem, found.build().toArray()));
    }

    /** The file's name without folders and ending, in small letters. */
    static String stem(String path) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        return (dot <= 0 ? name : name.substring(0, dot)).toLowerCase(Locale.ROOT);
    }

    /** -1 if there is none. */
    int ofPath(String path) {
        return pathToDoc.getOrDefault(path, -1);
    }

    /** All whose name is this, in small letters. */
    int[] ofStem(String stem) {
        return stemToDocs.getOrDefault(stem, NONE);
    }

    /**
     * The files that are most likely meant by a name in parts, such as {@code org.example.Shop} or {@code ../shop/cart}: those named like
     * the last part whose folders agree with the most parts before it, and with two of them or all.
     */
    int[] meant(List<String> parts) {
        if (parts.isEmpty()) {
            return NONE;
        }
        int[] docs = ofStem(parts.get(parts.size() - 1).toLowerCase(Locale.ROOT));
        if (docs.length == 0 || parts.size() == 1) {
            return docs;
        }
        if (docs.length > MOST_OF_A_NAME) {
            return NONE;
        }
        int most = 0;
        List<Integer> best = new ArrayList<>();
        for (int doc : docs) {
            int agreeing = agreeing(doc, parts);
            if (agreeing > most) {
                best.clear();
                most = agreeing;
            }
            if (agreeing == most) {
                best.add(doc);
            }
        }
        return most < Math.min(2, parts.size() - 1)
                ? NONE
                : best.stream().mapToInt(Integer::intValue).toArray();
    }

    private int agreeing(int doc, List<String> parts) {
        String path = paths[doc];
        if (path == null) {
            return 0;
        }
        int same = 0;
        int end = path.lastIndexOf('/');
        while (same < parts.size() - 1 && end > 0) {
            int start = path.lastIndexOf('/', end - 1) + 1;
            String part = parts.get(parts.size() - 2 - same);
            if (part.length() != end - start || !path.regionMatches(true, start, part, 0, part.length())) {
                break;
            }
            same++;
            end = start - 1;
        }
        return same;
    }
}
