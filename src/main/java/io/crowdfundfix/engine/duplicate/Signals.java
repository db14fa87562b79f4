package io.crowdfundfix.engine.duplicate;

import io.crowdfundfix.engine.learn.SparseVector;
import java.util.List;

/** In how many ways two reports are alike, each as one number. */
final class Signals {
    static final List<String> NAMES = List.of(
            "bm25",
            "bm25 back",
            "title in title",
            "title in body",
            "body in title",
            "body in body",
            "tfidf title",
            "tfidf whole",
            "pairs",
            "grams",
            "cos title",
            "cos whole",
            "cos title whole",
            "cos whole title",
            "near title",
            "near whole",
            "near title whole",
            "near whole title",
            "title covered",
            "title covers",
            "rarest",
            "rare sum",
            "above central",
            "lcs",
            "top",
            "error",
            "length",
            "other length",
            "has trace",
            "central");
    static final int COUNT = 30;
    static final int BM25 = 0;
    static final int TITLE_TFIDF = 6;
    static final int WHOLE_TFIDF = 7;
    static final int GRAMS = 9;
    static final int TITLE_COSINE = 10;
    static final int WHOLE_COSINE = 11;
    static final int TITLE_NEAR = 14;
    static final int WHOLE_NEAR = 15;
    static final int RAREST = 20;
    static final int ABOVE_CENTRAL = 22;
    static final int FRAMES_IN_ORDER = 23;
    static final int SAME_TOP = 24;
    static final int SAME_ERROR = 25;
    static final int CENTRAL = 29;
    /** The first so many are also compared within the list of candidates. */
    static final int RANKED = 23;

    private Signals() {}

    /** Of a query and each of its candidates. */
    static float[][] of(Profile query, List<Profile> candidates, Rarity rarity) {
        float[][] signals = new float[candidates.size()][];
        float[] sum = new float[query.vectors().nearWhole().length];
        for (int i = 0; i < signals.length; i++) {
            signals[i] = of(query, candidates.get(i), rarity);
            float[] near = candidates.get(i).vectors().nearWhole();
            for (int d = 0; d < sum.length; d++) {
                sum[d] += near[d] / signals.length;
            }
        }
        for (int i = 0; i < signals.length; i++) {
            float central = dot(sum, candidates.get(i).vectors().nearWhole());
            signals[i][CENTRAL] = central;
            signals[i][ABOVE_CENTRAL] = signals[i][WHOLE_NEAR] - central;
        }
        return signals;
    }

    private static float[] of(Profile one, Profile two, Rarity rarity) {
        Lexis query = one.lexis();
        Lexis other = two.lexis();
        ReportVectors q = one.vectors();
        ReportVectors o = two.vectors();
        float[] s = new float[COUNT];
        int i = 0;
        s[i++] = (float) query.query().dot(other.wholeBm25());
        s[i++] = (float) other.query().dot(query.wholeBm25());
        s[i++] = (float) query.titleTerms().dot(other.titleBm25());
        s[i++] = (float) query.titleTerms().dot(other.bodyBm25());
        s[i++] = (float) other.titleTerms().dot(query.bodyBm25());
        s[i++] = (float) query.query().dot(other.bodyBm25());
        s[i++] = (float) query.titleTfIdf().dot(other.titleTfIdf());
        s[i++] = (float) query.wholeTfIdf().dot(other.wholeTfIdf());
        s[i++] = (float) query.pairs().dot(other.pairs());
        s[i++] = (float) query.grams().dot(other.grams());
        s[i++] = dot(q.title(), o.title());
        s[i++] = dot(q.whole(), o.whole());
        s[i++] = dot(q.title(), o.whole());
        s[i++] = dot(q.whole(), o.title());
        s[i++] = dot(q.nearTitle(), o.nearTitle());
        s[i++] = dot(q.nearWhole(), o.nearWhole());
        s[i++] = dot(q.nearTitle(), o.nearWhole());
        s[i++] = dot(q.nearWhole(), o.nearTitle());
        s[i++] = (float) covered(query, other);
        s[i++] = (float) covered(other, query);
        rare(query.wholeTfIdf(), other.wholeTfIdf(), rarity, s, i);
        i = FRAMES_IN_ORDER;
        PlainTrace trace = query.words().trace();
        PlainTrace others = other.words().trace();
        int frames = Math.min(trace.frames().length, others.frames().length);
        s[i++] = frames == 0 ? 0 : trace.inOrder(others) / (float) frames;
        s[i++] = trace.sameTop(others);
        s[i++] = trace.error() == 0 || others.error() == 0 ? 0 : trace.sameError(others) ? 1 : -1;
        s[i++] = (float) Math.log1p(query.words().body().length);
        s[i++] = (float) Math.log1p(other.words().body().length);
        s[i++] = frames;
        return s;
    }

    /** How much of the weight of the title's terms is somewhere in the other report. */
    private static double covered(Lexis one, Lexis other) {
        double whole = 0;
        double found = 0;
        SparseVector title = one.titleTfIdf();
        int[] ids = other.wholeTfIdf().ids();
        for (int i = 0, j = 0; i < title.ids().length; i++) {
            while (j < ids.length && ids[j] < title.ids()[i]) {
                j++;
            }
            whole += title.values()[i];
            found += j < ids.length && ids[j] == title.ids()[i] ? title.values()[i] : 0;
        }
        return whole == 0 ? 0 : found / whole;
    }

    private static void rare(SparseVector a, SparseVector b, Rarity rarity, float[] s, int at) {
        double rarest = 0;
        double sum = 0;
        int i = 0;
        int j = 0;
        while (i < a.ids().length && j < b.ids().length) {
            if (a.ids()[i] == b.ids()[j]) {
                double idf = rarity.idf(a.ids()[i]);
                rarest = Math.max(rarest, idf);
                sum += idf > 4.5 ? idf : 0;
                i++;
                j++;
            } else if (a.ids()[i] < b.ids()[j]) {
                i++;
            } else {
                j++;
            }
        }
        s[at] = (float) rarest;
        s[at + 1] = (float) sum;
    }

    static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 4 <= a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + s2 + s3;
    }
}
