package io.crowdfundfix.demo;

import io.crowdfundfix.capability.Capability;
import io.crowdfundfix.capability.Deployment;
import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.security.SecretFile;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Invented users and bugs for an empty installation, so that its first page already shows something. */
public final class Demo implements Capability {
    public static final List<String> LOG_INS =
            List.of("admin@example.com", "developer@example.com", "reporter@example.com");

    private static final String PASSWORD_FILE = "demo-password";
    private static final int PASSWORD_BYTES = 9;

    private final boolean enabled;

    public Demo(boolean enabled) {
        this.enabled = enabled;
    }

    /** The password of the demo log-ins: made by the installation itself, so that no two have the same. */
    public static Optional<String> password(Path dataDir, boolean enabled) {
        Path file = dataDir.resolve(PASSWORD_FILE);
        return enabled && Files.exists(file)
                ? Optional.of(SecretFile.readOrCreate(file, PASSWORD_BYTES))
                : Optional.empty();
    }

    /** Where the demo keeps a git repository; it has to be allowed to connect it. */
    public static Path folder(Path dataDir) {
        return dataDir.resolve("demo");
    }

    @Override
    public String name() {
        return "demo";
    }

    @Override
    public List<Deployment> deployments(Platform platform) {
        return List.of();
    }

    @Override
    public Future<Void> afterStart(Platform platform) {
        if (!enabled) {
            return Future.succeededFuture();
        }
        DemoLoader loader = new DemoLoader(platform, new DemoStore());
        return loader.loadOnce(
                () -> SecretFile.readOrCreate(platform.dataDir().resolve(PASSWORD_FILE), PASSWORD_BYTES));
    }
}
