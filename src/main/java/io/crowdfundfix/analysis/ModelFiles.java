package io.crowdfundfix.analysis;

import io.crowdfundfix.engine.ModelSource;
import io.crowdfundfix.engine.TrainedModels;
import io.crowdfundfix.engine.fix.FixMatchModel;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.patch.PatchModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes models of the files that there are. */
final class ModelFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFiles.class);

    private final ModelSource source;

    /** @param folder as {@link ModelSource} takes it */
    ModelFiles(String folder) {
        this.source = new ModelSource(folder, LOG::warn);
    }

    /** One that cannot be read is left out, with a warning. */
    TrainedModels load(String encoder) {
        return source.isEmpty() ? TrainedModels.NONE : TrainedModels.load(source::read, encoder, source::version);
    }

    /** Those that judge fixes; the first only where it learned from vectors of this encoder. */
    SharedFixModels fixModels(String encoder) {
        Tensors match = source.read("fix_match");
        Tensors patch = source.read("patch_correctness");
        boolean readable = match != null && encoder.equals(match.property("encoder"));
        return new SharedFixModels(
                match != null && readable ? FixMatchModel.load(match) : null,
                patch == null ? null : PatchModel.load(patch));
    }
}
