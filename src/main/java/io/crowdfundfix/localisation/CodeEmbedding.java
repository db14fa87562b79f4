package io.crowdfundfix.localisation;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.engine.locate.CodeIndex;
import io.crowdfundfix.engine.locate.CodeIndex.Embedded;
import io.crowdfundfix.engine.locate.CodeIndex.Unembedded;
import io.crowdfundfix.localisation.LocalisationApi.CodeMeanings;
import io.crowdfundfix.localisation.LocalisationApi.EmbedCode;
import io.crowdfundfix.localisation.OpenIndexes.Lease;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Gives the files of an index their meanings, a slice at a time, so that nothing waits behind a large repository. */
final class CodeEmbedding {
    private static final int BATCH = 16;
    private static final int SMALLEST_SLICE = 128;
    private static final int LARGEST_SLICE = 2_048;

    private final Bus bus;
    private final OpenIndexes indexes;

    CodeEmbedding(Bus bus, OpenIndexes indexes) {
        this.bus = bus;
        this.indexes = indexes;
    }

    /** What a slice has left to do. */
    enum Left {
        NOTHING,
        SOME,
        /** Another encoder answers: the index was thrown away and has to be made anew. */
        ALL
    }

    Future<Left> slice(long repository) {
        return bus.request(LocalisationApi.EMBED_CODE, new EmbedCode(List.of())).compose(encoder -> {
            String held = indexes.encoder(repository);
            if (!held.isEmpty() && !held.equals(encoder.model())) {
                indexes.delete(repository);
                return Future.succeededFuture(Left.ALL);
            }
            indexes.encodedBy(repository, encoder.model());
            Lease lease = indexes.open(repository);
            try {
                return slice(lease.index()).onComplete(done -> lease.close());
            } catch (RuntimeException e) {
                lease.close();
                throw e;
            }
        });
    }

    /** What was made before something failed is kept. */
    private Future<Left> slice(CodeIndex index) {
        List<Unembedded> files = index.unembedded(sliceOf(index.files()));
        return batches(index, files, 0)
                .eventually(() -> {
                    index.commit(index.revision());
                    return Future.succeededFuture();
                })
                .map(done -> index.unembedded(1).isEmpty() ? Left.NOTHING : Left.SOME);
    }

    /** Each slice ends with a look at all files: a large repository has as few slices as a small one. */
    private static int sliceOf(int files) {
        return Math.min(LARGEST_SLICE, Math.max(SMALLEST_SLICE, files / 20));
    }

    private Future<Void> batches(CodeIndex index, List<Unembedded> files, int from) {
        if (from >= files.size()) {
            return Future.succeededFuture();
        }
        List<Unembedded> batch = files.subList(from, Math.min(files.size(), from + BATCH));
        return bus.request(
                        LocalisationApi.EMBED_CODE,
                        new EmbedCode(batch.stream().map(CodeEmbedding::text).toList()))
                .compose(meanings -> {
                    index.embedded(embedded(batch, meanings));
                    return batches(index, files, from + BATCH);
                });
    }

    private static String text(Unembedded file) {
        return file.text().length() > LocalisationApi.MAX_TEXT
                ? file.text().substring(0, LocalisationApi.MAX_TEXT)
                : file.text();
    }

    private static List<Embedded> embedded(List<Unembedded> files, CodeMeanings meanings) {
        List<Embedded> all = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            all.add(new Embedded(
                    files.get(i).path(), Floats.of(meanings.base64().get(i))));
        }
        return all;
    }
}
