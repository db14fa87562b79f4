package io.crowdfundfix.repositories;

import java.io.IOException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/** Reads objects while the budget lasts, and no commit that is larger than what people write: a walk keeps many of them. */
final class BudgetedReader extends ObjectReader.Filter {
    private static final long MAX_COMMIT_BYTES = 1_000_000;

    private final ObjectReader objects;
    private final Budget budget;

    BudgetedReader(ObjectReader objects, Budget budget) {
        this.objects = objects;
        this.budget = budget;
    }

    @Override
    protected ObjectReader delegate() {
        return objects;
    }

    @Override
    public ObjectReader newReader() {
        return new BudgetedReader(objects.newReader(), budget);
    }

    @Override
    public ObjectLoader open(AnyObjectId id) throws IOException {
        return open(id, OBJ_ANY);
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int type) throws IOException {
        budget.check();
        ObjectLoader loader = objects.open(id, type);
        if (loader.getType() == Constants.OBJ_COMMIT && loader.getSize() > MAX_COMMIT_BYTES) {
            throw new Refusal(
                    "commit_too_large",
                    "The repository's commit " + id.name() + " is larger than " + MAX_COMMIT_BYTES / 1_000
                            + " kB: shorten its message, or connect a branch without it");
        }
        return loader;
    }
}
