package io.crowdfundfix.training;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of the trained models, one file for each task. */
record ModelFolder(Path path) {
    private static final String ENDING = ".safetensors";

    /** Fails as INVALID, saying how to train it, if there is no such model. */
    Tensors read(String task) {
        Path file = file(task);
        if (!Files.isRegularFile(file)) {
            throw Fault.invalid("--models", "there is no " + file + ": run train --task " + task + " --data DIR first");
        }
        try {
            return Tensors.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw Fault.invalid("--models", file + " cannot be read: " + e.getMessage());
        }
    }

    /** That of the folder, or the one that came with the program. */
    Tensors readOrBundled(String task) {
        try (InputStream bundled = ModelFolder.class.getResourceAsStream("/models/" + task + ENDING)) {
            return bundled == null || Files.exists(file(task)) ? read(task) : Tensors.read(bundled.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the model that came with the program cannot be read", e);
        }
    }

    /** Replaces the model as a whole: a reader sees the old or the new one. */
    Path write(String task, Tensors.Builder tensors) {
        Path file = file(task);
        try {
            Files.createDirectories(path);
            Path unfinished = path.resolve(task + ".unfinished");
            tensors.write(unfinished);
            Files.move(unfinished, file, REPLACE_EXISTING, ATOMIC_MOVE);
            return file;
        } catch (IOException e) {
            throw Fault.invalid("--out", file + " cannot be written: " + e.getMessage());
        }
    }

    private Path file(String task) {
        return path.resolve(task + ENDING);
    }
}
