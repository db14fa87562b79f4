package io.crowdfundfix.repositories;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The plain files of an archive, one after the other. */
interface ArchiveEntries extends Closeable {
    /**
     * A file as the archive names it.
     *
     * @param content ends with the file; need not be read
     */
    record Entry(String name, InputStream content) {}

    /** The next file; null after the last. */
    @Nullable Entry next() throws IOException;
}
