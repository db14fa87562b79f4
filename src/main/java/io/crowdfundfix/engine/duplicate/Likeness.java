package io.crowdfundfix.engine.duplicate;

import java.util.ArrayList;
import java.util.List;

/**
 * Why two reports may tell of one bug.
 *
 * @param sameError both name the same exception
 * @param sameFrames how many innermost stack frames are the same
 * @param framesInOrder share of the shorter trace that runs through the same frames in the same order
 * @param sharedTitle cosine of the titles' words, 0 to 1
 * @param nearMeaning the encoder's cosine of both reports
 * @param rarestShared rarity of the rarest word that both use, as {@link Rarity#idf}
 */
public record Likeness(
        boolean sameError,
        int sameFrames,
        double framesInOrder,
        double sharedTitle,
        double nearMeaning,
        double rarestShared) {
    private static final double NEAR = 0.6;
    private static final double ALIKE = 0.5;
    private static final double RARE = 4.5;
    private static final double MOST_FRAMES = 0.5;

    static Likeness of(float[] signals) {
        return new Likeness(
                signals[Signals.SAME_ERROR] > 0,
                (int) signals[Signals.SAME_TOP],
                signals[Signals.FRAMES_IN_ORDER],
                signals[Signals.TITLE_TFIDF],
                signals[Signals.WHOLE_COSINE],
                signals[Signals.RAREST]);
    }

    /** What remains where the crash is told of elsewhere. */
    public Likeness besidesCrash() {
        return new Likeness(false, 0, 0, sharedTitle, nearMeaning, rarestShared);
    }

    /** In plain words, the strongest first; empty if nothing stands out. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (sameError && sameFrames > 0) {
            words.add("same error, same innermost frame" + (sameFrames > 1 ? "s (" + sameFrames + ")" : ""));
        } else if (sameError) {
            words.add("same error");
        }
        if (framesInOrder >= MOST_FRAMES) {
            words.add("stack traces run alike (" + Math.round(100 * framesInOrder) + " %)");
        }
        if (sharedTitle >= ALIKE) {
            words.add("titles share most of their words");
        }
        if (nearMeaning >= NEAR) {
            words.add("near in meaning (" + Math.round(100 * nearMeaning) + " %)");
        }
        if (rarestShared >= RARE) {
            words.add("share rare words");
        }
        return words;
    }
}
