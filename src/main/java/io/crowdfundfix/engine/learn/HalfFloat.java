package io.crowdfundfix.engine.learn;

/** IEEE 754 binary16, rounded to nearest; beyond the largest it stays the largest. */
final class HalfFloat {
    private static final float LARGEST = 65_504;
    /** Moves an exponent of bias 127 to bias 15. */
    private static final float TO_HALF = 0x1p-112f;

    private HalfFloat() {}

    static short fromFloat(float value) {
        float bounded = Math.max(-LARGEST, Math.min(LARGEST, value));
        int bits = Float.floatToRawIntBits(Math.abs(bounded) * TO_HALF) + 0x1000;
        return (short) (bits >>> 13 | (bounded < 0 ? 0x8000 : 0));
    }

    static float toFloat(short half) {
        float size = Float.intBitsToFloat((half & 0x7fff) << 13) / TO_HALF;
        return (half & 0x8000) != 0 ? -size : size;
    }
}
