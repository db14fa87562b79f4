package io.crowdfundfix.localisation;

import io.crowdfundfix.engine.ModelSource;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.locate.LocationModel;
import io.crowdfundfix.engine.locate.Locator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node's one ranker of files; its model is read when somebody asks. Without one, files are ranked by their places alone. */
final class SharedLocator {
    private static final Logger LOG = LoggerFactory.getLogger(SharedLocator.class);

    private final ModelSource models;
    private @Nullable Locator locator;
    private @Nullable LocationModel model;

    /** @param trainedDir as the engine's */
    SharedLocator(String trainedDir) {
        this.models = new ModelSource(trainedDir, LOG::warn);
    }

    synchronized Locator get() {
        if (locator == null) {
            Tensors tensors = models.read("fault_loc");
            model = tensors == null ? null : LocationModel.of(tensors);
            locator = new Locator(model);
        }
        return locator;
    }

    /** Whether vectors of this encoder are what the model learned from; without a model any will do. */
    synchronized boolean understands(String encoder) {
        get();
        return model == null || model.encoder().equals(encoder);
    }
}
