package io.crowdfundfix.engine.price;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Rows to learn from or to be asked, each built from nothing but older prices. */
@SuppressWarnings("ArrayRecordComponent") // a carrier between features and trees, never compared
record PriceLessons(float[][] rows, double[] logPrices, double[] shares) {
    /** A history this short teaches nothing. */
    private static final int FEWEST = 60;

    /** Half of the rows see all older prices, the others only those older by up to this: a model may be asked late. */
    private static final double LONGEST_GAP_DAYS = 365;

    private static final double HALF_LIFE_DAYS = 1_000;
    private static final int COPIES = 2;

    private record Lesson(Posting posting, double logPrice, PaidPrices paid, int known, double share) {}

    /**
     * Each price twice, with an own gap between what is known and the day of the offer; young prices count more.
     *
     * @param paid oldest first
     */
    static PriceLessons of(List<Paid> paid, long seed) {
        PaidPrices history = PaidPrices.none().and(paid);
        Random random = new Random(seed);
        List<Lesson> lessons = new ArrayList<>();
        double end = paid.get(paid.size() - 1).posting().day();
        for (int copy = 0; copy < COPIES; copy++) {
            for (Paid one : paid) {
                double gap = random.nextBoolean() ? 0 : random.nextDouble() * LONGEST_GAP_DAYS;
                Posting posting = one.posting();
                int known = history.before(posting.day() - gap);
                double share = Math.pow(0.5, (end - posting.day()) / HALF_LIFE_DAYS);
                if (known >= Math.min(FEWEST, paid.size() / 2)) {
                    lessons.add(new Lesson(posting, one.logPrice(), history, known, share));
                }
            }
        }
        return of(lessons);
    }

    /** Each younger price as it looks if only the older ones are known, and again if all earlier ones are. */
    static PriceLessons later(List<Paid> older, List<Paid> younger) {
        PaidPrices frozen = PaidPrices.none().and(older);
        PaidPrices all = frozen.and(younger);
        List<Lesson> lessons = new ArrayList<>();
        for (Paid one : younger) {
            Posting posting = one.posting();
            lessons.add(new Lesson(posting, one.logPrice(), frozen, frozen.size(), 1));
            lessons.add(new Lesson(posting, one.logPrice(), all, all.before(posting.day()), 1));
        }
        return of(lessons);
    }

    private static PriceLessons of(List<Lesson> lessons) {
        float[][] rows = new float[lessons.size()][];
        IntStream.range(0, rows.length).parallel().forEach(i -> {
            Lesson lesson = lessons.get(i);
            rows[i] = PriceFeatures.of(lesson.posting, lesson.paid, lesson.known);
        });
        return new PriceLessons(
                rows,
                lessons.stream().mapToDouble(Lesson::logPrice).toArray(),
                lessons.stream().mapToDouble(Lesson::share).toArray());
    }
}
