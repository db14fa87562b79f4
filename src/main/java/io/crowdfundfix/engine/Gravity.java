package io.crowdfundfix.engine;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How bad a report is, out of what its text says and what its reporter says. The reporter is followed, unless the text
 * clearly contradicts:
 *
 * <ul>
 *   <li>a slip of wording, looks or documentation, or a question, is at most MEDIUM, whatever was given
 *   <li>a hole or a loss that the text calls CRITICAL is at least HIGH, whatever was given
 *   <li>if nothing was given, the text decides; one that says hardly anything is at most MEDIUM
 * </ul>
 *
 * Impact lies in the band of the level; a vague report stands at its lower end, so no precise one of the level is behind
 * it.
 *
 * @param seen impact by the text alone
 */
record Gravity(
        SeverityLevel level,
        double impact,
        double seen,
        @Nullable SeverityLevel given,
        boolean vague) {
    private static final Set<Cue> HARM =
            Set.of(Cue.DATA_LOSS, Cue.SECURITY, Cue.FOREIGN_DATA, Cue.CRASH, Cue.OUTAGE, Cue.BLOCKING);
    private static final Set<Cue> GRAVE = Set.of(Cue.DATA_LOSS, Cue.SECURITY, Cue.FOREIGN_DATA);

    static Gravity of(
            String type, String category, CueWeights cues, double seen, @Nullable SeverityLevel given, boolean vague) {
        SeverityLevel byText = SeverityLevel.of(seen);
        SeverityLevel level = given == null ? byText : given;
        if (isHarmless(type, category, cues) || (given == null && vague)) {
            level = level.atMost(SeverityLevel.MEDIUM);
        } else if (type.equals("bug") && byText == SeverityLevel.CRITICAL && cues.hasAny(GRAVE)) {
            level = level.atLeast(SeverityLevel.HIGH);
        }
        double impact = vague ? level.from() : level.within(seen);
        return new Gravity(level, impact, seen, given, vague);
    }

    private static boolean isHarmless(String type, String category, CueWeights cues) {
        boolean small = category.equals("documentation")
                || type.equals("question")
                || cues.inTitle().contains(Cue.SMALL_CHANGE)
                || cues.inTitle().contains(Cue.COSMETIC);
        return small && !cues.hasAny(HARM);
    }
}
