package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.IntList;
import io.crowdfundfix.engine.learn.Terms;
import java.util.List;

/**
 * The stack trace within a text of plain words: what stands between one {@code at} and the next, as hashes.
 *
 * @param error hash of the exception's name; 0 if there is none
 * @param frames innermost first
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record PlainTrace(int error, int[] frames) {
    static final PlainTrace NONE = new PlainTrace(0, new int[0]);

    private static final int MOST_FRAMES = 24;
    private static final int MOST_WORDS = 16;
    private static final int FEWEST_WORDS = 3;

    static PlainTrace of(List<String> words) {
        int error = 0;
        IntList frames = new IntList();
        for (int i = 0; i < words.size() && frames.size() < MOST_FRAMES; i++) {
            String word = words.get(i);
            if (error == 0 && word.length() > 9 && (word.endsWith("exception") || word.endsWith("error"))) {
                error = Terms.hash(word);
            }
            int end = word.equals("at") ? frameEnd(words, i + 1) : 0;
            if (end > 0) {
                frames.add(Terms.hash(String.join(" ", words.subList(i + 1, end))));
                i = end - 1;
            }
        }
        return frames.size() == 0 && error == 0 ? NONE : new PlainTrace(error, frames.toArray());
    }

    /** 0 if these words are no qualified name of a method. */
    private static int frameEnd(List<String> words, int from) {
        if (from >= words.size() || !isPackageRoot(words.get(from))) {
            return 0;
        }
        int end = from;
        while (end < words.size() && end - from < MOST_WORDS && !words.get(end).equals("at")) {
            end++;
        }
        return end - from < FEWEST_WORDS ? 0 : end;
    }

    private static boolean isPackageRoot(String word) {
        return switch (word) {
            case "org", "com", "net", "io", "java", "javax", "jdk", "sun", "de", "edu" -> true;
            default -> false;
        };
    }

    /** Whether both name the same error. */
    boolean sameError(PlainTrace other) {
        return error != 0 && error == other.error;
    }

    /** How many innermost frames are the same before the first difference. */
    int sameTop(PlainTrace other) {
        int most = Math.min(frames.length, other.frames.length);
        int same = 0;
        while (same < most && frames[same] == other.frames[same]) {
            same++;
        }
        return same;
    }

    /** The longest common subsequence of frames. */
    int inOrder(PlainTrace other) {
        int[] row = new int[other.frames.length + 1];
        for (int frame : frames) {
            int diagonal = 0;
            for (int j = 1; j < row.length; j++) {
                int above = row[j];
                row[j] = frame == other.frames[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]);
                diagonal = above;
            }
        }
        return row[row.length - 1];
    }
}
