package io.crowdfundfix.training;

import io.crowdfundfix.config.Terminal;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.learn.Tensors;
import io.crowdfundfix.engine.task.Progress;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.engine.task.VectorCache;
import io.crowdfundfix.engine.task.Workbench;
import io.crowdfundfix.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A workbench and what has to be closed after it. */
record OpenBench(Workbench bench, @Nullable VectorCache cache) implements AutoCloseable {
    private static final long SEED = 42;

    static OpenBench of(
            Embedder embedder, TrainingOptions options, Function<String, Tensors> models, Terminal terminal) {
        Progress progress = terminal.attached() ? new TerminalProgress(terminal.err()) : Progress.SILENT;
        VectorCache cache = options.nameToValue().containsKey("cache") ? open(options.path("cache", "")) : null;
        Texts texts = new Texts(embedder, cache, progress);
        return new OpenBench(new Workbench(texts, models, progress, options.number("seed", SEED)), cache);
    }

    private static VectorCache open(Path file) {
        try {
            return VectorCache.open(file);
        } catch (IOException e) {
            throw Fault.invalid("--cache", file + " cannot be used: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            if (cache != null) {
                cache.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
