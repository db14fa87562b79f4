package io.crowdfundfix.engine.locate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which file names which other among its imports. */
final class ImportGraph {
    private static final int MOST_MEANT = 4;
    private static final int[] NONE = {};

    private final int[][] imported;
    private final int[][] importing;

    /**
     * @param imported for each document what it imports; null where there is no document
     * @param byPath the documents in the order of their paths, which is that of all answers
     */
    ImportGraph(int[][] imported, int[] byPath) {
        this.imported = imported;
        this.importing = new int[imported.length][];
        int[] counts = new int[imported.length];
        for (int doc : byPath) {
            IntStream.of(imported[doc]).forEach(other -> counts[other]++);
        }
        turn(counts, byPath);
    }

    private void turn(int[] counts, int[] byPath) {
        for (int doc = 0; doc < counts.length; doc++) {
            importing[doc] = counts[doc] == 0 ? NONE : new int[counts[doc]];
        }
        int[] filled = new int[counts.length];
        for (int doc : byPath) {
            for (int other : imported[doc]) {
                importing[other][filled[other]++] = doc;
            }
        }
    }

    /** Says what imports mean, the same text once. */
    static final class Meaning {
        /** Of the imports of one repository; those beyond mean nothing. */
        private static final int MOST_KEPT = 500_000;

        private final FileNames names;
        private final Map<String, int[]> meantByText = new HashMap<>();

        Meaning(FileNames names) {
            this.names = names;
        }

        /** The documents that a file's imports mean. */
        int[] of(int doc, FileFacts facts) {
            IntStream.Builder found = IntStream.builder();
            for (String written : facts.imports()) {
                int[] meant = meant(written);
                if (meant.length <= MOST_MEANT) {
                    IntStream.of(meant).filter(other -> other != doc).forEach(found);
                }
            }
            return found.build().distinct().toArray();
        }

        private int[] meant(String written) {
            int[] known = meantByText.get(written);
            if (known != null) {
                return known;
            }
            if (meantByText.size() >= MOST_KEPT) {
                return NONE;
            }
            int[] meant = meant(parts(written));
            meantByText.put(written, meant);
            return meant;
        }

        /** The last part may name what is within a file. */
        private int[] meant(List<String> parts) {
            int[] meant = names.meant(parts);
            return meant.length > 0 || parts.size() < 2 ? meant : names.meant(parts.subList(0, parts.size() - 1));
        }
    }

    /** An import in its parts, without the ending of a file and what stands before names. */
    static List<String> parts(String written) {
        String path = written.contains("/") ? written.replaceFirst("\\.[A-Za-z]{1,4}$", "") : written;
        List<String> parts = new ArrayList<>();
        for (String part : path.split("[^\\w$-]+|::")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    int[] imports(int doc) {
        return imported[doc];
    }

    int[] importing(int doc) {
        return importing[doc];
    }
}
