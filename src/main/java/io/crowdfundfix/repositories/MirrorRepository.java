package io.crowdfundfix.repositories;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;

/** A repository that takes no object above a size: to put deltas together, whole objects are held in memory. */
final class MirrorRepository extends FileRepository {
    private final long maxObjectBytes;

    MirrorRepository(File folder, long maxObjectBytes) throws IOException {
        super(folder);
        this.maxObjectBytes = maxObjectBytes;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        ObjectInserter plain = super.newObjectInserter();
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return plain;
            }

            @Override
            public PackParser newPackParser(InputStream in) throws IOException {
                PackParser parser = super.newPackParser(in);
                parser.setMaxObjectSizeLimit(maxObjectBytes);
                return parser;
            }
        };
    }
}
