package io.crowdfundfix.localisation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** Vectors as they travel: floats, little-endian, in base64. */
final class Floats {
    private Floats() {}

    static float[] of(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }
}
