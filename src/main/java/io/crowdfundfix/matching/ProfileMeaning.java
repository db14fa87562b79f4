package io.crowdfundfix.matching;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the vectors of a profile are made from. */
final class ProfileMeaning {
    /** What was fixed so long ago counts half. */
    static final Duration HALF_LIFE = Duration.ofDays(180);

    private ProfileMeaning() {}

    /** The sentence that the encoder reads of what somebody says he can do. */
    static String text(List<String> skills) {
        return String.join(", ", skills).replace('-', ' ');
    }

    /** The mean of what was fixed, of length one, the older the lighter; null where nothing of it has a vector. */
    static float @Nullable [] ofFixes(List<Fixed> fixes, Map<Long, float[]> vectorByBug) {
        float[] sum = null;
        Instant newest = fixes.isEmpty() ? Instant.EPOCH : fixes.get(0).at();
        for (Fixed fix : fixes) {
            float[] vector = vectorByBug.get(fix.bug());
            if (vector != null) {
                sum = sum == null ? new float[vector.length] : sum;
                double age = Duration.between(fix.at(), newest).toMillis();
                add(sum, vector, (float) Math.pow(2, -age / HALF_LIFE.toMillis()));
            }
        }
        return sum == null ? null : unit(sum);
    }

    private static void add(float[] sum, float[] vector, float weight) {
        for (int d = 0; d < sum.length; d++) {
            sum[d] += weight * vector[d];
        }
    }

    private static float[] unit(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += value * value;
        }
        float length = (float) Math.sqrt(square);
        for (int d = 0; d < vector.length; d++) {
            vector[d] = length == 0 ? 0 : vector[d] / length;
        }
        return vector;
    }
}
