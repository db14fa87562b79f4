package io.crowdfundfix.engine.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TensorsTest {
    @Test
    void whatWasWrittenIsReadAgain() throws IOException {
        byte[] file = new Tensors.Builder()
                .property("task", "bounty \"quoted\"")
                .floats("weights", 1.5f, -2.25f)
                .ints("ids", 7, Integer.MIN_VALUE)
                .doubles("none")
                .bytes();
        Tensors read = Tensors.read(file);
        assertEquals("bounty \"quoted\"", read.property("task"));
        assertNull(read.property("absent"));
        assertArrayEquals(new float[] {1.5f, -2.25f}, read.floats("weights"));
        assertArrayEquals(new int[] {7, Integer.MIN_VALUE}, read.ints("ids"));
        assertEquals(0, read.floats("none").length);
        assertTrue(read.has("ids"));
        assertFalse(read.has("absent"));
    }

    @Test
    void halvesKeepThreeDigits() throws IOException {
        float[] values = {0, 1, -1, 0.1f, 3.14159f, -1234.5f, 65_504, 1e-6f, 70_000};
        float[] read =
                Tensors.read(new Tensors.Builder().halves("h", values).bytes()).floats("h");
        for (int i = 0; i < values.length - 2; i++) {
            assertEquals(values[i], read[i], Math.abs(values[i]) / 1_000);
        }
        assertEquals(1e-6f, read[7], 1e-7f);
        assertEquals(65_504, read[8], "beyond the largest it stays the largest");
    }

    @Test
    void scaledBytesAreExactToHalfAStep() throws IOException {
        float[] values = {-1, 0.5f, 0.003f, 0.25f};
        float[] read =
                Tensors.read(new Tensors.Builder().bytes("b", values).bytes()).floats("b");
        for (int i = 0; i < values.length; i++) {
            assertEquals(values[i], read[i], 0.5 / 127 + 1e-6);
        }
    }

    @Test
    void theHeaderIsPlainSafetensors() {
        byte[] file = new Tensors.Builder().floats("w", 1, 2, 3).bytes();
        String header = new String(file, 8, file[0], StandardCharsets.UTF_8);
        assertEquals("{\"__metadata__\":{},\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}}", header);
    }

    @Test
    void refusesTheSameNameTwiceAndAnUnknownOne() throws IOException {
        Tensors.Builder builder = new Tensors.Builder().floats("w", 1);
        assertThrows(IllegalArgumentException.class, () -> builder.floats("w", 2));
        Tensors read = Tensors.read(builder.bytes());
        assertThrows(IllegalArgumentException.class, () -> read.floats("v"));
    }

    @Test
    void refusesWhatIsNoModel() {
        byte[] whole = new Tensors.Builder().floats("w", 1, 2, 3).bytes();
        assertThrows(IOException.class, () -> Tensors.read(new byte[3]));
        assertThrows(IOException.class, () -> Tensors.read("no model at all".getBytes(StandardCharsets.UTF_8)));
        assertThrows(IOException.class, () -> Tensors.read(Arrays.copyOf(whole, whole.length - 4)));
    }
}
