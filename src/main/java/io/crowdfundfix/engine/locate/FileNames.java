package io.crowdfundfix.engine.locate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds files by their path, by their name without ending, and by names as programs write them. */
final class FileNames {
    private static final int[] NONE = {};

    private final @Nullable String[] paths;
    private final Map<String, Integer> pathToDoc = new HashMap<>();
    private final Map<String, int[]> stemToDocs = new HashMap<>();

    /** @param byPath the documents in the order of their paths, which is that of all answers */
    FileNames(@Nullable String[] paths, int[] byPath) {
        this.paths = paths;
        for (int doc : byPath) {
            String path = paths[doc];
            if (path != null) {
                pathToDoc.put(path, doc);
                add(stem(path), doc);
            }
        }
    }

    private void add(String stem, int doc) {
        int[] docs = stemToDocs.getOrDefault(stem, NONE);
        int[] more = Arrays.copyOf(docs, docs.length + 1);
        more[docs.length] = doc;
        stemToDocs.put(stem, more);
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
        String[] folders = path.split("/");
        int same = 0;
        while (same < parts.size() - 1
                && same < folders.length - 1
                && folders[folders.length - 2 - same].equalsIgnoreCase(parts.get(parts.size() - 2 - same))) {
            same++;
        }
        return same;
    }
}
