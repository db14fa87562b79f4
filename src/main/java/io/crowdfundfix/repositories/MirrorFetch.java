package io.crowdfundfix.repositories;

import io.crowdfundfix.fault.Fault;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a mirror up to what its origin has: by https, or from a folder that the operator allows. Blocks. */
final class MirrorFetch {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorFetch.class);
    private static final long MB = 1_000_000;
    private static final int SILENCE_SECONDS = 30;
    private static final int MAX_PACKS = 50;
    private static final List<RefSpec> BRANCHES =
            List.of(new RefSpec("HEAD"), new RefSpec("refs/heads/*:refs/heads/*"));

    private final RepositoriesConfig config;
    private final AllowedHosts hosts;

    MirrorFetch(RepositoriesConfig config) {
        this.config = config;
        this.hosts = new AllowedHosts(config.hostsAllowed());
    }

    /** Returns the commit that the branch is at; empty where the origin has none. */
    String fetch(Path home, Location from, @Nullable String branch, SyncProgress progress) throws IOException {
        Budget budget = progress.budget();
        try {
            return Mirror.locked(home, () -> {
                budget.check();
                dropIfWorn(home);
                progress.begin("fetching", 0);
                try (Mirror mirror = Mirror.write(home, config.maxObjectMb() * MB)) {
                    return fetched(mirror, from, branch, progress);
                }
            });
        } catch (IOException e) {
            budget.check();
            throw explained(e);
        }
    }

    /** Each fetch adds a pack; when they are many, or hold much that is no longer reached, all is fetched again. */
    void dropIfWorn(Path home) throws IOException {
        Path packs = home.resolve("git").resolve("objects").resolve("pack");
        if (Files.isDirectory(packs)) {
            try (var files = Files.list(packs)) {
                long many =
                        files.filter(file -> file.toString().endsWith(".pack")).count();
                if (many > MAX_PACKS || Folders.size(packs) > 2 * MB * config.maxMb()) {
                    Folders.delete(home.resolve("git"));
                }
            }
        }
    }

    private String fetched(Mirror mirror, Location from, @Nullable String branch, SyncProgress progress)
            throws IOException {
        if (from.source() == RepositorySource.PATH) {
            return new LocalFetch(progress).fetch(mirror, LocalOrigin.of(from.text(), config.localRoots()), branch);
        }
        try (Transport transport = transport(mirror, from, progress.budget())) {
            transport.setTimeout(SILENCE_SECONDS);
            transport.setTagOpt(TagOpt.NO_TAGS);
            String source = source(transport, branch);
            if (source.isEmpty()) {
                RefUpdate gone = mirror.git().updateRef(Mirror.BRANCH);
                gone.setForceUpdate(true);
                gone.delete();
                return "";
            }
            transport.fetch(progress, List.of(new RefSpec("+" + source + ":" + Mirror.BRANCH)));
        }
        ObjectId head = mirror.head();
        return head == null ? "" : head.name();
    }

    private Transport transport(Mirror mirror, Location from, Budget budget) throws IOException {
        try {
            TransportHttp transport = (TransportHttp) Transport.open(mirror.git(), new URIish(from.text()));
            transport.setHttpConnectionFactory(new PinnedConnections(hosts, budget));
            return transport;
        } catch (URISyntaxException e) {
            throw new Refusal("not_a_public_repository", "The address is none: correct its url");
        }
    }

    /** The branch to read; empty where the origin has no commit at all. */
    private static String source(Transport transport, @Nullable String branch) throws IOException {
        try (FetchConnection connection = transport.openFetch(BRANCHES)) {
            Collection<Ref> refs = connection.getRefs();
            Map<String, Ref> heads = refs.stream()
                    .filter(ref -> ref.getName().equals("HEAD") || ref.getName().startsWith("refs/heads/"))
                    .collect(Collectors.toMap(Ref::getName, Function.identity(), (one, other) -> one));
            if (heads.isEmpty()) {
                return "";
            }
            if (branch != null) {
                if (!heads.containsKey("refs/heads/" + branch)) {
                    throw noSuchBranch(branch);
                }
                return "refs/heads/" + branch;
            }
            return List.of("HEAD", "refs/heads/main", "refs/heads/master").stream()
                    .filter(heads::containsKey)
                    .findFirst()
                    .orElseGet(
                            () -> heads.keySet().stream().sorted().findFirst().orElseThrow());
        }
    }

    static Refusal noSuchBranch(String branch) {
        return new Refusal(
                "no_such_branch",
                "The repository has no branch " + branch + ": connect it with another default_branch");
    }

    private IOException explained(IOException failure) {
        if (Refusal.in(failure) != null) {
            return failure;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLargeObjectInPackException) {
                return new Refusal(
                        "object_too_large",
                        "The repository holds a file of more than " + config.maxObjectMb()
                                + " MB: remove it from the history, or let the operator raise repositories.max_object_mb");
            }
        }
        LOG.info("a repository could not be fetched", failure);
        String said = String.valueOf(failure.getMessage());
        if (failure instanceof TransportException
                && said.matches("(?s).*([Aa]uthenticat|not authorized|not permitted).*")) {
            return new Refusal(
                    "not_a_public_repository",
                    "The repository asks who is there: make it public, or upload it as an archive");
        }
        if (failure instanceof TransportException && said.matches("(?s).*not found.*")) {
            return new Refusal("not_a_git_repository", "There is no git repository at this address: correct its url");
        }
        return unavailable(reason(failure));
    }

    /** What may pass; why is for everybody to see. */
    static Refusal unavailable(String why) {
        return new Refusal(Fault.unavailable(
                "origin_unavailable", "The repository cannot be read at present: sync it again later (" + why + ")"));
    }

    /** By the kind of failure only: messages hold paths of this server and whatever the other side writes. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            String known = known(cause);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return "why was logged";
    }

    private static @Nullable String known(Throwable failure) {
        if (failure instanceof FileSystemException || failure instanceof FileNotFoundException) {
            return "it cannot be stored here, which was logged";
        }
        if (failure instanceof UnknownHostException) {
            return "its host is not known";
        }
        if (failure instanceof SSLException) {
            return "its host's certificate cannot be verified";
        }
        if (failure instanceof SocketTimeoutException || failure instanceof InterruptedIOException) {
            return "its host does not answer";
        }
        if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return "its host refuses connections";
        }
        return failure instanceof SocketException || failure instanceof EOFException ? "its host broke off" : null;
    }
}
