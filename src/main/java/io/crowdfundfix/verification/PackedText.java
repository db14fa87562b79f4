package io.crowdfundfix.verification;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Text as it is stored: compressed, in parts that fit into a column of bytes. */
final class PackedText {
    private static final int PART = 500_000;

    private PackedText() {}

    static List<byte[]> parts(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] whole = packed.toByteArray();
        List<byte[]> parts = new ArrayList<>();
        for (int at = 0; at < whole.length; at += PART) {
            parts.add(Arrays.copyOfRange(whole, at, Math.min(whole.length, at + PART)));
        }
        return parts;
    }

    static String text(List<byte[]> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(whole.toByteArray()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
