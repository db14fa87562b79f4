package io.crowdfundfix.matching;

import io.crowdfundfix.matching.Fit.Likeness;
import io.crowdfundfix.matching.Ranking.Fitting;
import io.crowdfundfix.matching.VectorTable.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** All developers of the installation in this node's memory, and those among them who come into question for a bug. */
final class Roster {
    private static final int BY_VECTOR = 150;
    private static final int BY_SKILLS = 150;
    private static final int NEWCOMERS = 50;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<Long, Integer> placeByDeveloper = new HashMap<>();
    private final List<Profile> profiles = new ArrayList<>();
    private final SkillIndex skills = new SkillIndex();
    private final BitSet newcomers = new BitSet();
    private long[] developers = new long[64];
    private final String model;
    private final VectorTable saying = new VectorTable();
    private final VectorTable fixing = new VectorTable();
    private volatile boolean complete;

    /** Of vectors that this model made; profiles of another one are taken in without theirs. */
    Roster(String model) {
        this.model = model;
    }

    String model() {
        return model;
    }

    boolean isComplete() {
        return complete;
    }

    void completed() {
        complete = true;
    }

    int size() {
        lock.readLock().lock();
        try {
            return placeByDeveloper.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** When the profile that is known of him was made; null where none is. */
    @Nullable Instant known(long developer) {
        lock.readLock().lock();
        try {
            Integer place = placeByDeveloper.get(developer);
            return place == null ? null : profiles.get(place).at();
        } finally {
            lock.readLock().unlock();
        }
    }

    void put(Profile profile) {
        boolean same = profile.model().equals(model);
        lock.writeLock().lock();
        try {
            int place = placeByDeveloper.computeIfAbsent(profile.developer(), any -> profiles.size());
            if (place < profiles.size()) {
                skills.remove(place, profiles.get(place).skills());
                profiles.set(place, profile.withoutVectors());
            } else {
                profiles.add(profile.withoutVectors());
            }
            remember(place, profile);
            skills.add(place, profile.removed() ? List.of() : profile.skills());
            saying.put(place, same && !profile.removed() ? profile.saying() : null);
            fixing.put(place, same && !profile.removed() ? profile.fixing() : null);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** What every question looks at of everybody, side by side. */
    private void remember(int place, Profile profile) {
        if (place >= developers.length) {
            developers = Arrays.copyOf(developers, 2 * place);
        }
        developers[place] = profile.developer();
        newcomers.set(place, profile.isNewcomer() && !profile.removed());
    }

    /** Those who come into question: near by what they say or have fixed, who know what is sought, and some newcomers. */
    List<Fitting> candidates(Sought bug, Variation variation, Instant now) {
        lock.readLock().lock();
        try {
            Sought sought = bug.without(word -> !skills.knows(word));
            float[] vector = bug.model().equals(model) ? bug.vector() : null;
            Question question = vector == null ? null : new Question(vector);
            BitSet places = new BitSet(profiles.size());
            if (question != null) {
                IntToLongFunction order = place -> variation.order(developers[place]) >>> Short.SIZE;
                mark(places, saying.nearest(question, BY_VECTOR, order));
                mark(places, fixing.nearest(question, BY_VECTOR, order));
            }
            short[] shared = skills.shared(sought.skills(), profiles.size());
            markSampled(places, shared, variation);
            sought.knowing().keySet().stream()
                    .map(placeByDeveloper::get)
                    .filter(Objects::nonNull)
                    .forEach(places::set);
            List<Fitting> fitting = new ArrayList<>();
            for (int place = places.nextSetBit(0); place >= 0; place = places.nextSetBit(place + 1)) {
                Profile profile = profiles.get(place);
                if (!profile.removed() && profile.developer() != sought.reporter()) {
                    fitting.add(new Fitting(profile, fit(place, sought, question, now)));
                }
            }
            return fitting;
        } finally {
            lock.readLock().unlock();
        }
    }

    private static void mark(BitSet places, int[] found) {
        for (int place : found) {
            places.set(place);
        }
    }

    /** Of those who share as much, and of newcomers, the seed chooses: whoever came first is not better for it. */
    private void markSampled(BitSet places, short[] shared, Variation variation) {
        Fewest knowing = new Fewest(BY_SKILLS);
        Fewest unseen = new Fewest(NEWCOMERS);
        for (int place = 0; place < shared.length; place++) {
            boolean newcomer = newcomers.get(place);
            if (shared[place] > 0 || newcomer) {
                long order = variation.order(developers[place]) >>> Short.SIZE;
                if (shared[place] > 0) {
                    knowing.offer((long) -shared[place] << (Long.SIZE - Short.SIZE) | order, place);
                }
                if (newcomer) {
                    unseen.offer(order, place);
                }
            }
        }
        mark(places, knowing.places());
        mark(places, unseen.places());
    }

    private Fit fit(int place, Sought sought, @Nullable Question question, Instant now) {
        Profile profile = profiles.get(place);
        Double says = question == null ? null : saying.cosine(place, question);
        Double fixes = question == null ? null : fixing.cosine(place, question);
        boolean asks = !sought.skills().isEmpty();
        return Fit.of(profile, new Likeness(says, asks, sought.knownBy(profile.skills()), fixes), now);
    }
}
