package io.crowdfundfix.engine;

import io.crowdfundfix.engine.learn.Tensors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Where the trained models are: in the class path, or in a folder that {@code train} wrote. */
public final class ModelSource {
    private static final String NO_MODELS = "none";

    private final String folder;
    private final Consumer<String> warn;
    private final CRC32 seen = new CRC32();

    /**
     * Models of this folder.
     *
     * @param folder empty for the class path, {@code none} for no models at all
     * @param warn is told of each model that is missing or broken
     */
    public ModelSource(String folder, Consumer<String> warn) {
        this.folder = folder;
        this.warn = warn;
    }

    public boolean isEmpty() {
        return folder.equals(NO_MODELS);
    }

    /** The model of a task; null where there is none or where it cannot be read, which is told. */
    public @Nullable Tensors read(String task) {
        if (isEmpty()) {
            return null;
        }
        String name = task + ".safetensors";
        try {
            byte[] bytes = bytes(name);
            if (bytes == null) {
                warn.accept("there is no trained model " + name + ": a heuristic answers");
                return null;
            }
            seen.update(bytes);
            return Tensors.read(bytes);
        } catch (IOException e) {
            warn.accept("the trained model " + name + " cannot be read, a heuristic answers: " + e);
            return null;
        }
    }

    private byte @Nullable [] bytes(String name) throws IOException {
        if (!folder.isEmpty()) {
            Path file = Path.of(folder, name);
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        }
        try (InputStream in = ModelSource.class.getResourceAsStream("/models/" + name)) {
            return in == null ? null : in.readAllBytes();
        }
    }

    /** Changes with any of the models that were read until now. */
    public String version() {
        return "trained-" + Long.toHexString(seen.getValue());
    }
}
