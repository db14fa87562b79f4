package io.crowdfundfix.localisation;

import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import java.util.List;

/** Finds the files and methods of a repository that the fix of a bug will touch. */
public final class Localisation implements Capability {
    private static final String NAME = "localisation";
    /** Below the data folder: what can be made again from the repositories. */
    private static final String FOLDER = "code";

    /** Of the repositories that were asked for last; each is a few megabytes. */
    private static final int MOST_HISTORIES = 16;

    private final LocalisationConfig config;
    private final String trainedDir;

    /** @param trainedDir folder with the trained models; empty for those of the jar, {@code none} for none */
    public Localisation(LocalisationConfig config, String trainedDir) {
        this.config = config;
        this.trainedDir = trainedDir;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        OpenIndexes indexes = new OpenIndexes(platform.dataDir().resolve(FOLDER), config.maxOpen());
        SharedLocator locator = new SharedLocator(trainedDir);
        KnownFixes fixes = new KnownFixes(platform.bus(), Math.min(config.maxOpen(), MOST_HISTORIES));
        return List.of(
                Deployment.onWorkers(() -> new IndexWorker(platform, config, indexes), 1, "code-index"),
                Deployment.onWorkers(
                        () -> new LocateWorker(new LocateService(platform.bus(), indexes, fixes, locator), platform),
                        config.workerCount(),
                        NAME));
    }
}
