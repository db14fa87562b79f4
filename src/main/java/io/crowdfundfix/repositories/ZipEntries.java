package io.crowdfundfix.repositories;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The files of a zip as they come; what its directory says at the end is not asked. A link in it is a file that holds its target. */
final class ZipEntries implements ArchiveEntries {
    private final ZipInputStream zip;

    ZipEntries(InputStream in) {
        this.zip = new ZipInputStream(in);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        try {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && entry.isDirectory()) {
                entry = zip.getNextEntry();
            }
            return entry == null ? null : new Entry(entry.getName(), new Content(zip));
        } catch (ZipException | IllegalArgumentException e) {
            throw new Refusal("archive_broken", "The archive is no zip that can be read: upload it again");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static final class Content extends FilterInputStream {
        Content(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            try {
                return super.read(into, at, length);
            } catch (ZipException | java.io.EOFException e) {
                throw new Refusal("archive_broken", "The archive is no zip that can be read: upload it again");
            }
        }

        @Override
        public void close() {
            // the next file is behind it
        }
    }
}
