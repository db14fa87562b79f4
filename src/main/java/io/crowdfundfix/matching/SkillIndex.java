package io.crowdfundfix.matching;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who says that he knows what. Whoever uses it keeps readers and writers apart. */
final class SkillIndex {
    /** The places of those who know one skill, in no order. */
    private static final class Places {
        private int[] values = new int[4];
        private int size;

        void add(int place) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = place;
        }

        void remove(int place) {
            for (int i = 0; i < size; i++) {
                if (values[i] == place) {
                    values[i] = values[--size];
                    return;
                }
            }
        }
    }

    private final Map<String, Places> placesBySkill = new HashMap<>();

    void add(int place, List<String> skills) {
        skills.forEach(skill ->
                placesBySkill.computeIfAbsent(skill, any -> new Places()).add(place));
    }

    void remove(int place, List<String> skills) {
        for (String skill : skills) {
            Places places = placesBySkill.get(skill);
            if (places != null) {
                places.remove(place);
                if (places.size == 0) {
                    placesBySkill.remove(skill);
                }
            }
        }
    }

    boolean knows(String skill) {
        return placesBySkill.containsKey(skill);
    }

    /** For each place how much of what is sought it knows. */
    short[] shared(Map<String, Integer> sought, int places) {
        short[] shared = new short[places];
        sought.forEach((skill, weight) -> {
            Places knowing = placesBySkill.get(skill);
            for (int i = 0; knowing != null && i < knowing.size; i++) {
                shared[knowing.values[i]] += weight.shortValue();
            }
        });
        return shared;
    }
}
