package io.crowdfundfix.analysis;

import io.crowdfundfix.engine.TrainedModels;
import io.crowdfundfix.engine.fix.FixMatchModel;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.patch.PatchModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the trained models: in the class path, or in a folder that {@code train} wrote. */
final class ModelFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ModelFiles.class);
    private static final String NO_MODELS = "none";

    private final String folder;
    private final CRC32 seen = new CRC32();

    /** @param folder empty for the class path */
    ModelFiles(String folder) {
        this.folder = folder;
    }

    /** One that cannot be read is left out, with a warning. */
    TrainedModels load(String encoder) {
        return folder.equals(NO_MODELS)
                ? TrainedModels.NONE
                : TrainedModels.load(this::read, encoder, () -> "trained-" + Long.toHexString(seen.getValue()));
    }

    /** Those that judge fixes; the first only where it learned from vectors of this encoder. */
    SharedFixModels fixModels(String encoder) {
        if (folder.equals(NO_MODELS)) {
            return new SharedFixModels(null, null);
        }
        Tensors match = read("fix_match");
        Tensors patch = read("patch_correctness");
        boolean readable = match != null && encoder.equals(match.property("encoder"));
        return new SharedFixModels(
                match != null && readable ? FixMatchModel.load(match) : null,
                patch == null ? null : PatchModel.load(patch));
    }

    private @Nullable Tensors read(String task) {
        String name = task + ".safetensors";
        try {
            byte[] bytes = bytes(name);
            if (bytes == null) {
                LOG.warn("there is no trained model {}: a heuristic answers", name);
                return null;
            }
            seen.update(bytes);
            return Tensors.read(bytes);
        } catch (IOException e) {
            LOG.warn("the trained model {} cannot be read, a heuristic answers: {}", name, e.toString());
            return null;
        }
    }

    private byte @Nullable [] bytes(String name) throws IOException {
        if (!folder.isEmpty()) {
            Path file = Path.of(folder, name);
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        }
        try (InputStream in = ModelFiles.class.getResourceAsStream("/models/" + name)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
