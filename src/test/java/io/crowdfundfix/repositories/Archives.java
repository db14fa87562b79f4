package io.crowdfundfix.repositories;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of any names and contents. */
public final class Archives {
    private static final int BLOCK = 512;

    private Archives() {}

    /** A file to pack; a link's bytes are its target. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Packed(String name, byte[] bytes, boolean link) {
        public static Packed text(String name, String text) {
            return new Packed(name, text.getBytes(StandardCharsets.UTF_8), false);
        }

        public static Packed link(String name, String target) {
            return new Packed(name, target.getBytes(StandardCharsets.UTF_8), true);
        }
    }

    public static byte[] zip(List<Packed> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Packed file : files) {
                zip.putNextEntry(new ZipEntry(file.name()));
                zip.write(file.bytes());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    public static byte[] tarGz(List<Packed> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream tar = new GZIPOutputStream(out)) {
            for (Packed file : files) {
                byte[] name = file.name().getBytes(StandardCharsets.UTF_8);
                if (name.length >= 100) {
                    entry(tar, "././@LongLink", 'L', name);
                }
                entry(
                        tar,
                        file.name().substring(0, Math.min(99, file.name().length())),
                        file.link() ? '2' : '0',
                        file.link() ? new byte[0] : file.bytes());
            }
            tar.write(new byte[2 * BLOCK]);
        }
        return out.toByteArray();
    }

    private static void entry(OutputStream tar, String name, char type, byte[] content) throws IOException {
        byte[] head = new byte[BLOCK];
        put(head, 0, name);
        put(head, 100, "0000644\0");
        put(head, 124, String.format("%011o", content.length));
        put(head, 136, "00000000000");
        head[156] = (byte) type;
        put(head, 257, "ustar\00000");
        tar.write(head);
        tar.write(content);
        tar.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    private static void put(byte[] head, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, head, at, bytes.length);
    }
}
