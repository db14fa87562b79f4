package io.crowdfundfix.repositories;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crowdfundfix.fault.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PackAnswerTest {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private void packet(int channel, int length) {
        sent.writeBytes(String.format(Locale.ROOT, "%04x", length + 5).getBytes(StandardCharsets.US_ASCII));
        sent.write(channel);
        sent.writeBytes(new byte[length]);
    }

    private void text(String text) {
        sent.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads all in pieces, and what the first of them leaves one by one. */
    private byte[] read(int maxTalk) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try (PackAnswer answer = new PackAnswer(new ByteArrayInputStream(sent.toByteArray()), maxTalk)) {
            read.write(answer.read());
            byte[] piece = new byte[7];
            for (int came = answer.read(piece, 0, 7); came >= 0; came = answer.read(piece, 0, 7)) {
                read.write(piece, 0, came);
            }
        }
        return read.toByteArray();
    }

    private void assertRefused(int maxTalk) {
        Fault refused = Refusal.in(assertThrows(IOException.class, () -> read(maxTalk)));
        assertEquals("origin_unavailable", refused == null ? "" : refused.code());
    }

    @Test
    void countsNoPieceOfThePack() throws IOException {
        text("0008NAK\n");
        packet(1, 60_000);
        packet(2, 10);
        packet(1, 60_000);
        text("0000");
        assertArrayEquals(sent.toByteArray(), read(8 + 15 + 4));
        assertRefused(8 + 15 + 4 - 1);
    }

    @Test
    void endsAHostThatOnlyTalks() {
        packet(1, 10);
        for (int i = 0; i < 20; i++) {
            packet(2, 100);
        }
        assertRefused(1_000);
    }

    @Test
    void endsAHostThatSendsEmptyPackets() {
        text("0000".repeat(300) + "0004".repeat(300));
        assertRefused(2_000);
    }

    @Test
    void aPackWithoutPacketsIsAPack() throws IOException {
        text("0008NAK\nPACK" + "0000".repeat(1_000));
        assertArrayEquals(sent.toByteArray(), read(10));
    }
}
