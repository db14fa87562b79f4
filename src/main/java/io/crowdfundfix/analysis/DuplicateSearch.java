package io.crowdfundfix.analysis;

import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.engine.duplicate.DuplicateModel;
import io.crowdfundfix.engine.duplicate.DuplicateModel.Match;
import io.crowdfundfix.engine.duplicate.DuplicateModel.Report;
import io.crowdfundfix.engine.duplicate.Likeness;
import io.crowdfundfix.engine.duplicate.Profile;
import io.crowdfundfix.engine.retrieval.Candidates;
import io.crowdfundfix.engine.retrieval.Candidates.Candidate;
import io.crowdfundfix.engine.retrieval.Told;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds stored bugs that may be the bug that a report tells of: those near by meaning, by words or by crash, in the order of the trained
 * model. Without one the order is that of an untrained fusion, and a likeness by meaning is demanded. Blocks, as it reads files.
 */
final class DuplicateSearch {
    /** From this cosine on a bug is shown whatever the model says. */
    static final float ALIKE = 0.50f;
    /** From this one on it is if it is also the same crash. */
    static final float ALIKE_IF_SAME_CRASH = 0.37f;
    /** From this probability on a bug is shown, however it is told. */
    static final double PROBABLE = 0.10;

    /** From this cosine on two texts say the same, which the model underrates in short lists. */
    private static final float SAME_TEXT = 0.95f;
    /** Up to three times as many candidates: making the profile of each takes time. */
    private static final int EACH_WAY = 15;

    private static final int PROFILES_KEPT = 2_000;

    private final KnownBugs known;
    private final @Nullable DuplicateModel model;
    private final KnownProfiles profiles = new KnownProfiles(PROFILES_KEPT);

    /** @param model null if none was trained */
    DuplicateSearch(KnownBugs known, @Nullable DuplicateModel model) {
        this.known = known;
        this.model = model;
    }

    /**
     * The report whose like is looked for.
     *
     * @param vector of length one
     * @param except the report itself if it is stored
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Question(Told told, float[] vector, Fingerprint fingerprint, long except) {}

    /**
     * A bug that may be the same.
     *
     * @param probability that it is; null if it was not judged. Calibrated on longer lists, so it runs low here: it decides who is
     *     shown, and is not told
     * @param likely where nine of ten are, or the texts say the same
     * @param likeness null if it was not compared
     */
    record Found(
            long bug,
            float cosine,
            boolean sameCrash,
            @Nullable Double probability,
            boolean likely,
            @Nullable Likeness likeness) {
        /** Whether a person is to see it. */
        boolean isShown() {
            return likely
                    || (probability != null && probability >= PROBABLE)
                    || cosine >= ALIKE
                    || (sameCrash && cosine >= ALIKE_IF_SAME_CRASH);
        }

        private static Found untold(Candidate candidate) {
            return new Found(candidate.id(), candidate.cosine(), candidate.crashRank() > 0, null, false, null);
        }
    }

    /** Those that are to be shown, the likeliest first. */
    List<Found> find(Question question) {
        Candidates.Report report = new Candidates.Report(
                question.told().title(),
                question.told().body(),
                question.vector(),
                question.fingerprint().errors(),
                question.fingerprint().frames(),
                question.except());
        // what has words only is still being read, or is being forgotten
        List<Candidate> candidates = known.candidates(report, EACH_WAY).stream()
                .filter(candidate -> !Float.isNaN(candidate.cosine()))
                .toList();
        return ranked(question, candidates).stream().filter(Found::isShown).toList();
    }

    private List<Found> ranked(Question question, List<Candidate> candidates) {
        if (model == null) {
            return candidates.stream().map(Found::untold).toList();
        }
        Map<Long, Profile> profileByBug = profiles(model, candidates);
        List<Candidate> compared = new ArrayList<>();
        List<DuplicateModel.Candidate> given = new ArrayList<>();
        List<Found> untold = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Profile profile = profileByBug.get(candidate.id());
            if (profile == null) {
                untold.add(Found.untold(candidate));
            } else {
                compared.add(candidate);
                given.add(new DuplicateModel.Candidate(profile, Float.NaN));
            }
        }
        List<Found> ranked = new ArrayList<>();
        if (!given.isEmpty()) {
            Profile own = profile(model, question.told(), question.vector());
            for (Match match : model.rank(own, given, model.rarity())) {
                Candidate candidate = compared.get(match.place());
                ranked.add(new Found(
                        candidate.id(),
                        candidate.cosine(),
                        candidate.crashRank() > 0,
                        match.probability(),
                        match.likely() || candidate.cosine() >= SAME_TEXT,
                        match.likeness()));
            }
        }
        ranked.addAll(untold);
        return ranked;
    }

    /** Of those candidates whose words and vector are there. */
    private Map<Long, Profile> profiles(DuplicateModel model, List<Candidate> candidates) {
        Map<Long, Profile> profileByBug = new HashMap<>();
        List<Long> missing = new ArrayList<>();
        for (Candidate candidate : candidates) {
            Profile kept = profiles.get(candidate.id(), known.stamp(candidate.id()));
            if (kept == null) {
                missing.add(candidate.id());
            } else {
                profileByBug.put(candidate.id(), kept);
            }
        }
        known.told(missing).forEach((bug, told) -> {
            long stamp = known.stamp(bug);
            float[] vector = known.vector(bug);
            if (vector != null) {
                Profile made = profile(model, told, vector);
                profiles.put(bug, stamp, made);
                profileByBug.put(bug, made);
            }
        });
        return profileByBug;
    }

    /** The vector of the whole stands for that of the title, which is not kept. */
    private static Profile profile(DuplicateModel model, Told told, float[] vector) {
        return model.profile(new Report(told.title(), told.body()), vector, vector, model.rarity());
    }
}
