package io.crowdfundfix.engine.fix;

import io.crowdfundfix.engine.Vectors;

/** How alike a report and a change are, in numbers. */
final class FixFeatures {
    /** In the order of the numbers. */
    enum Kind {
        TITLE_WORDS,
        BODY_WORDS,
        ALL_WORDS,
        MESSAGE_COVERED,
        TITLE_COVERED,
        TITLE_RUNS,
        ALL_RUNS,
        TITLE_BM25,
        ALL_BM25,
        REPORT_BM25,
        TITLE_MEANING,
        ALL_MEANING,
        SAME_PROJECT
    }

    static final int COUNT = Kind.values().length;

    private FixFeatures() {}

    /** Writes the features from {@code at} on. */
    static void write(FixReport report, FixChange change, float[] to, int at) {
        FixText message = change.message();
        TermBag.Shared title = report.title().words().with(message.words());
        TermBag.Shared body = report.body().words().with(message.words());
        TermBag.Shared whole = report.whole().words().with(message.words());
        double messageRarity = Math.max(1, message.words().raritySum());
        double titleRarity = Math.max(1, report.title().words().raritySum());
        double[] values = {
            title.cosine(),
            body.cosine(),
            whole.cosine(),
            whole.rarity() / messageRarity,
            title.rarity() / titleRarity,
            report.title().runs().dot(message.runs()),
            report.whole().runs().dot(message.runs()),
            Math.log1p(title.thatSaturated()),
            Math.log1p(whole.thatSaturated()),
            whole.thisSaturated() / messageRarity,
            Vectors.dot(report.title().meaning(), message.meaning()),
            Vectors.dot(report.whole().meaning(), message.meaning()),
            report.project().equals(change.project()) ? 1 : 0
        };
        for (int i = 0; i < COUNT; i++) {
            to[at + i] = (float) values[i];
        }
    }

    static float[] of(FixReport report, FixChange change) {
        float[] features = new float[COUNT];
        write(report, change, features, 0);
        return features;
    }
}
