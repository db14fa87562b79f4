package io.crowdfundfix.localisation;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.engine.locate.CodeIndex;
import io.crowdfundfix.engine.locate.Embedded;
import io.crowdfundfix.engine.locate.Unembedded;
import io.crowdfundfix.localisation.LocalisationApi.CodeMeanings;
import io.crowdfundfix.localisation.LocalisationApi.EmbedCode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** Gives the files of an index their meanings, a slice at a time, so that nothing waits behind a large repository. */
final class CodeEmbedding {
    private static final int BATCH = 16;
    private static final int BATCHES_A_SLICE = 8;

    private final Bus bus;

    CodeEmbedding(Bus bus) {
        this.bus = bus;
    }

    /** Tells whether some are still missing. */
    Future<Boolean> slice(CodeIndex index) {
        return batches(index, BATCHES_A_SLICE).map(left -> {
            index.refresh();
            return left;
        });
    }

    private Future<Boolean> batches(CodeIndex index, int left) {
        List<Unembedded> files = index.unembedded(BATCH);
        if (files.isEmpty()) {
            return Future.succeededFuture(false);
        }
        if (left == 0) {
            return Future.succeededFuture(true);
        }
        return bus.request(
                        LocalisationApi.EMBED_CODE,
                        new EmbedCode(files.stream().map(CodeEmbedding::text).toList()))
                .compose(meanings -> {
                    index.embedded(meanings.model(), embedded(files, meanings));
                    return batches(index, left - 1);
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
