package io.crowdfundfix.analysis;

import io.crowdfundfix.engine.Analyst;
import io.crowdfundfix.engine.Embedder;
import io.crowdfundfix.engine.HashingEmbedder;
import io.crowdfundfix.engine.MiniLm;
import io.crowdfundfix.engine.ModelUnavailable;
import io.crowdfundfix.engine.Prototypes;
import io.crowdfundfix.engine.TrainedModels;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the node's one engine, when it is first asked for. Without a usable model it is the fallback's, which every answer says. */
final class EngineLoader {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLoader.class);
    private static final String NO_MODEL = "none";

    private final AnalysisConfig config;
    private final Promise<SharedEngine> loaded = Promise.promise();
    private @Nullable SharedEngine engine;
    private @Nullable SharedFixModels fixModels;

    EngineLoader(AnalysisConfig config) {
        this.config = config;
    }

    /** The engine; blocks while it is being loaded. */
    synchronized SharedEngine get() {
        if (engine == null) {
            Embedder embedder = embedder();
            TrainedModels models = new ModelFiles(config.trainedDir()).load(embedder.model());
            engine = SharedEngine.of(new Analyst(embedder, Prototypes.load(embedder), models));
            // reading and rewriting the graph leaves several times its size behind, which a quiet node would hold for
            // hours
            System.gc();
            LOG.info("engine {} is loaded, models {}", embedder.model(), models.version());
            loaded.complete(engine);
        }
        return engine;
    }

    /** The node's models for fixes; the first to ask blocks while they are read. */
    synchronized SharedFixModels fixModels() {
        if (fixModels == null) {
            fixModels = new ModelFiles(config.trainedDir()).fixModels(get().model());
        }
        return fixModels;
    }

    /** Completes when somebody has had the engine loaded, on that one's thread. */
    Future<SharedEngine> loaded() {
        return loaded.future();
    }

    synchronized void close() {
        if (engine != null) {
            engine.analyst().embedder().close();
            engine = null;
        }
    }

    private Embedder embedder() {
        return embedder(config);
    }

    /** The configured encoder, or the fallback where it cannot be loaded. */
    static Embedder embedder(AnalysisConfig config) {
        if (config.modelDir().equals(NO_MODEL)) {
            return new HashingEmbedder();
        }
        try {
            return config.modelDir().isEmpty()
                    ? MiniLm.bundled(config.maxTokens())
                    : MiniLm.fromFolder(Path.of(config.modelDir()), config.maxTokens());
        } catch (ModelUnavailable | LinkageError e) {
            LOG.warn("no model can be loaded, the fallback engine answers: {}", e.toString());
            return new HashingEmbedder();
        }
    }
}
