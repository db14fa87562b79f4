package io.crowdfundfix.localisation;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.engine.locate.CodeIndex;
import io.crowdfundfix.engine.locate.SourceFile;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.ChangedFile;
import io.crowdfundfix.repositories.RepositoriesApi.Changes;
import io.crowdfundfix.repositories.RepositoriesApi.ReadChanges;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Brings one index from one revision to another: page after page, and either all of it or nothing. */
final class IndexChange {
    private final Bus bus;
    private final CodeIndex index;
    private final BooleanSupplier broken;
    private @Nullable Boolean whole;

    /** @param broken asked before each page whether to break off */
    IndexChange(Bus bus, CodeIndex index, BooleanSupplier broken) {
        this.bus = bus;
        this.index = index;
        this.broken = broken;
    }

    Future<Void> take(ReadChanges question) {
        return page(question).onFailure(failure -> index.rollback());
    }

    private Future<Void> page(ReadChanges question) {
        return bus.request(RepositoriesApi.READ_CHANGES, question).compose(changes -> {
            put(changes);
            if (!changes.more()) {
                index.commit(changes.revision());
                return Future.succeededFuture();
            }
            return page(new ReadChanges(
                    question.repository(), question.fromRevision(), changes.resumeAfter(), changes.revision()));
        });
    }

    private void put(Changes changes) {
        if (broken.getAsBoolean()) {
            throw Fault.unavailable("indexing_broken_off", "Indexing was broken off, it begins again later");
        }
        if (whole == null) {
            whole = changes.whole();
            if (whole) {
                index.clear();
            }
        } else if (whole != changes.whole()) {
            throw Fault.unavailable(
                    "other_mirror", "The pages came from two nodes that do not know the same revisions");
        }
        changes.files().stream().filter(file -> file.text() == null).forEach(file -> index.remove(file.path()));
        // reading a file is nearly all of the work, and each stands for itself
        changes.files().parallelStream().forEach(this::put);
    }

    private void put(ChangedFile file) {
        if (file.text() != null) {
            index.put(new SourceFile(file.path(), file.text()));
        }
    }
}
