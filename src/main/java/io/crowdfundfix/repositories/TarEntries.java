package io.crowdfundfix.repositories;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The files of a tar (ustar, with the long names of GNU and of POSIX.1-2001) as they come; links, folders and devices are left out. */
final class TarEntries implements ArchiveEntries {
    private static final int BLOCK = 512;
    private static final int MAX_EXTENSION = 64 * 1024;

    private final InputStream in;
    private @Nullable Content content;
    private @Nullable String longName;

    TarEntries(InputStream in) {
        this.in = in;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        while (true) {
            if (content != null) {
                content.skipRest();
                content = null;
            }
            byte[] head = in.readNBytes(BLOCK);
            if (head.length < BLOCK || isEmpty(head)) {
                return null;
            }
            long size = number(head, 124, 12);
            content = new Content(in, size);
            switch (head[156]) {
                case 'L' -> longName = text(extension(size));
                case 'x' -> longName = path(extension(size), longName);
                case '0', 0, '7' -> {
                    return new Entry(taken(head), content);
                }
                case 'g' -> extension(size);
                default -> longName = null;
            }
        }
    }

    private String taken(byte[] head) {
        String name = longName;
        longName = null;
        if (name != null) {
            return name;
        }
        boolean ustar = new String(head, 257, 5, StandardCharsets.US_ASCII).equals("ustar") && head[345] != 0;
        String prefix = ustar ? field(head, 345, 155) + "/" : "";
        return prefix + field(head, 0, 100);
    }

    private byte[] extension(long size) throws IOException {
        if (size > MAX_EXTENSION || content == null) {
            throw broken();
        }
        return content.readAllBytes();
    }

    private static String text(byte[] bytes) {
        return field(bytes, 0, bytes.length);
    }

    /** The path among records of the form {@code 27 path=some/file}, or what it was before. */
    private static @Nullable String path(byte[] records, @Nullable String otherwise) {
        String found = otherwise;
        int at = 0;
        while (at < records.length) {
            int space = at;
            while (space < records.length && records[space] != ' ') {
                space++;
            }
            String digits = new String(records, at, space - at, StandardCharsets.US_ASCII);
            if (!digits.matches("\\d{1,6}")
                    || Integer.parseInt(digits) <= space - at + 1
                    || at + Integer.parseInt(digits) > records.length) {
                return found;
            }
            int end = at + Integer.parseInt(digits);
            String record = new String(records, space + 1, end - space - 2, StandardCharsets.UTF_8);
            found = record.startsWith("path=") ? record.substring(5) : found;
            at = end;
        }
        return found;
    }

    private static String field(byte[] bytes, int from, int length) {
        int end = from;
        while (end < from + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    private static long number(byte[] head, int from, int length) throws IOException {
        if ((head[from] & 0x80) != 0) {
            long value = 0;
            for (int i = from + 4; i < from + length; i++) {
                value = value << 8 | head[i] & 0xff;
            }
            return checked(value);
        }
        String octal = field(head, from, length).strip();
        if (!octal.matches("[0-7]{0,12}")) {
            throw broken();
        }
        return octal.isEmpty() ? 0 : checked(Long.parseLong(octal, 8));
    }

    private static long checked(long value) throws IOException {
        if (value < 0) {
            throw broken();
        }
        return value;
    }

    private static Refusal broken() {
        return new Refusal("archive_broken", "The archive is no tar that can be read: upload it again");
    }

    private static boolean isEmpty(byte[] block) {
        for (byte one : block) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** One file, and what fills up its last block. */
    private static final class Content extends InputStream {
        private final InputStream in;
        private final long padding;
        private long left;

        Content(InputStream in, long size) {
            this.in = in;
            this.left = size;
            this.padding = (BLOCK - size % BLOCK) % BLOCK;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (left == 0 || length == 0) {
                return length == 0 ? 0 : -1;
            }
            int came = in.read(into, at, (int) Math.min(left, length));
            if (came < 0) {
                throw new EOFException("the archive ends too early");
            }
            left -= came;
            return came;
        }

        void skipRest() throws IOException {
            in.skipNBytes(left + padding);
            left = 0;
        }
    }
}
