package io.crowdfundfix.demo;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.repositories.ConnectionsApi;
import io.crowdfundfix.repositories.ConnectionsApi.ConnectRepository;
import io.crowdfundfix.repositories.RepositoriesApi;
import io.crowdfundfix.repositories.RepositoriesApi.FindRepository;
import io.crowdfundfix.security.Caller;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.StoredConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The repository of the demo: its commits are made in the data folder, and it is connected by its path. */
final class DemoRepository {
    private static final Logger LOG = LoggerFactory.getLogger(DemoRepository.class);
    private static final long LOOK_EVERY_MS = 50;
    /** Long enough for a handful of files; the bugs then hold suspects from the start. */
    private static final int LOOKS = 100;

    private final Platform platform;

    DemoRepository(Platform platform) {
        this.platform = platform;
    }

    /** As the file has it. */
    record DemoCode(String name, String repoLink, List<DemoCommit> commits) {}

    /** Files by path, whole. */
    record DemoCommit(String author, int daysAgo, String message, Map<String, String> files) {}

    /** Its id; empty where this installation reads no repositories. */
    Future<Optional<Long>> connect(DemoCode code, Caller admin) {
        Path folder = Demo.folder(platform.dataDir()).resolve(code.name());
        Instant now = platform.clock().instant();
        return platform.vertx()
                .executeBlocking(
                        () -> {
                            if (!Files.exists(folder)) {
                                write(folder, code, now);
                            }
                            return folder.toRealPath().toString();
                        },
                        false)
                .compose(path -> platform.bus()
                        .request(
                                ConnectionsApi.CONNECT,
                                new ConnectRepository(admin, code.name(), null, path, false, null)))
                .compose(connected -> read(connected.repository().id(), LOOKS)
                        .map(Optional.of(connected.repository().id())))
                .otherwise(failure -> {
                    LOG.warn("the demo has no repository: {}", failure.getMessage());
                    return Optional.empty();
                });
    }

    private Future<Void> read(long repository, int looks) {
        return platform.bus()
                .request(RepositoriesApi.FIND, new FindRepository(repository))
                .compose(view -> view.indexedRevision() != null || looks == 0
                        ? Future.succeededFuture()
                        : platform.vertx().timer(LOOK_EVERY_MS).compose(later -> read(repository, looks - 1)));
    }

    /** Made beside its place and moved there whole: killed in the middle, it is made again. */
    private static void write(Path folder, DemoCode code, Instant now) throws IOException, GitAPIException {
        Files.createDirectories(folder.getParent());
        Path making = Files.createTempDirectory(folder.getParent(), "making");
        try (Git git = Git.init()
                .setDirectory(making.toFile())
                .setInitialBranch("main")
                .call()) {
            StoredConfig config = git.getRepository().getConfig();
            config.setBoolean("commit", null, "gpgsign", false);
            config.save();
            for (DemoCommit commit : code.commits()) {
                commit(git, making, commit, now);
            }
        }
        Files.move(making, folder);
    }

    private static void commit(Git git, Path folder, DemoCommit commit, Instant now)
            throws IOException, GitAPIException {
        for (Map.Entry<String, String> file : commit.files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        git.add().addFilepattern(".").call();
        String name = commit.author().substring(0, commit.author().indexOf('@'));
        PersonIdent author =
                new PersonIdent(new PersonIdent(name, commit.author()), now.minus(Duration.ofDays(commit.daysAgo())));
        git.commit()
                .setAuthor(author)
                .setCommitter(author)
                .setMessage(commit.message())
                .call();
    }
}
