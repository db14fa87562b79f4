package io.crowdfundfix.repositories;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The files of an archive as long as their contents together stay below a limit. */
final class LimitedEntries implements ArchiveEntries {
    private final ArchiveEntries entries;
    private long left;

    LimitedEntries(ArchiveEntries entries, long allowed) {
        this.entries = entries;
        this.left = allowed;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        Entry entry = entries.next();
        return entry == null ? null : new Entry(entry.name(), new Content(entry.content()));
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }

    private final class Content extends FilterInputStream {
        Content(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int came = super.read(into, at, length);
            left -= Math.max(0, came);
            if (left < 0) {
                throw bomb();
            }
            return came;
        }
    }

    private static Refusal bomb() {
        return new Refusal(
                "archive_too_large",
                "The archive unpacks to more than is taken: upload a smaller one, or let the operator raise"
                        + " repositories.max_mb");
    }

    /** What comes out of the compression, up to a limit. */
    static final class Inflated extends FilterInputStream {
        private long left;

        Inflated(InputStream in, long allowed) {
            super(in);
            left = allowed + allowed / 2;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            int came = super.read(into, at, length);
            left -= Math.max(0, came);
            if (left < 0) {
                throw bomb();
            }
            return came;
        }

        @Override
        public long skip(long bytes) throws IOException {
            byte[] rest = new byte[(int) Math.min(bytes, 64 * 1024)];
            return Math.max(0, read(rest, 0, rest.length));
        }
    }
}
