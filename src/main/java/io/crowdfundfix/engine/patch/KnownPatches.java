package io.crowdfundfix.engine.patch;

import io.crowdfundfix.engine.learn.IntList;
import io.crowdfundfix.engine.learn.SparseVector;
import io.crowdfundfix.engine.learn.Tensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Patches whose verdict is known, by the bug they are for: a patch like a wrong one of the same bug is wrong too. */
final class KnownPatches {
    static final int FEATURES = 8;

    private static final double ALMOST_EQUAL = 0.9;

    private final List<Known> all;
    private final Map<Integer, List<Known>> bugToPatches = new HashMap<>();

    /**
     * One patch.
     *
     * @param bug hash of project and bug
     * @param origin hash of who made it; 0 in a trained model, which has no use for it
     */
    record Known(int bug, int origin, boolean incorrect, SparseVector terms) {}

    KnownPatches(List<Known> all) {
        this.all = List.copyOf(all);
        for (Known patch : all) {
            bugToPatches.computeIfAbsent(patch.bug, bug -> new ArrayList<>()).add(patch);
        }
    }

    boolean knows(int bug) {
        return bugToPatches.containsKey(bug);
    }

    /** What the known patches of the same bug say about this one, those of its own origin aside; null if there are none. */
    float @Nullable [] features(int bug, int origin, SparseVector terms) {
        List<Known> same = bugToPatches.getOrDefault(bug, List.of()).stream()
                .filter(patch -> origin == 0 || patch.origin != origin)
                .toList();
        if (same.isEmpty()) {
            return null;
        }
        float[] features = new float[FEATURES];
        for (Known patch : same) {
            int at = patch.incorrect ? 1 : 0;
            features[at]++;
            features[2 + at] = (float) Math.max(features[2 + at], patch.terms.dot(terms));
        }
        for (int at = 0; at < 2; at++) {
            features[at] = (float) Math.log1p(features[at]);
            features[4 + at] = 2 * features[2 + at] * features[2 + at];
            features[6 + at] = features[2 + at] > ALMOST_EQUAL ? 1 : 0;
        }
        return features;
    }

    static KnownPatches load(Tensors tensors) {
        int[] bugs = tensors.ints("known.bugs");
        int[] ends = tensors.ints("known.ends");
        int[] incorrect = tensors.ints("known.incorrect");
        int[] ids = tensors.ints("known.ids");
        float[] values = tensors.floats("known.values");
        List<Known> all = new ArrayList<>();
        for (int i = 0; i < bugs.length; i++) {
            int from = i == 0 ? 0 : ends[i - 1];
            SparseVector terms =
                    new SparseVector(Arrays.copyOfRange(ids, from, ends[i]), Arrays.copyOfRange(values, from, ends[i]));
            all.add(new Known(bugs[i], 0, incorrect[i] == 1, terms));
        }
        return new KnownPatches(all);
    }

    void save(Tensors.Builder tensors) {
        IntList ends = new IntList();
        IntList ids = new IntList();
        IntList values = new IntList();
        for (Known patch : all) {
            for (int i = 0; i < patch.terms.ids().length; i++) {
                ids.add(patch.terms.ids()[i]);
                values.add(Float.floatToRawIntBits(patch.terms.values()[i]));
            }
            ends.add(ids.size());
        }
        float[] plain = new float[values.size()];
        for (int i = 0; i < plain.length; i++) {
            plain[i] = Float.intBitsToFloat(values.get(i));
        }
        tensors.ints("known.bugs", all.stream().mapToInt(Known::bug).toArray());
        tensors.ints("known.ends", ends.toArray());
        tensors.ints(
                "known.incorrect",
                all.stream().mapToInt(patch -> patch.incorrect ? 1 : 0).toArray());
        tensors.ints("known.ids", ids.toArray());
        tensors.halves("known.values", plain);
    }
}
