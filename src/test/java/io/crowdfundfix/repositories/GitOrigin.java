package io.crowdfundfix.repositories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crowdfundfix.testing.TempFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** A git repository that tests write commit by commit, also such as git itself would not make, and that is served by smart HTTP. */
public final class GitOrigin implements AutoCloseable {
    private static final String MAIN = "refs/heads/main";

    private final TempFolder folder = TempFolder.create();
    private final Repository repository;
    private final TreeMap<String, Entry> files = new TreeMap<>();
    private final List<HttpServer> servers = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private boolean orphan;
    private volatile String redirect = "";

    private record Entry(FileMode mode, ObjectId id) {}

    private GitOrigin() {
        Path git = folder.path().resolve("shop").resolve(".git");
        try {
            repository = new FileRepository(git.toFile());
            repository.create(true);
            RefUpdate head = repository.updateRef(Constants.HEAD);
            head.link(MAIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static GitOrigin create() {
        return new GitOrigin();
    }

    /** The folder that holds the repository's folder. */
    public Path root() {
        return folder.path();
    }

    public Path path() {
        return folder.path().resolve("shop");
    }

    public Repository repository() {
        return repository;
    }

    /** Sets a file for the next commit. */
    public GitOrigin file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public GitOrigin file(String path, byte[] bytes) {
        return entry(path, FileMode.REGULAR_FILE, insert(bytes));
    }

    public GitOrigin link(String path, String target) {
        return entry(path, FileMode.SYMLINK, insert(target.getBytes(StandardCharsets.UTF_8)));
    }

    public GitOrigin submodule(String path) {
        return entry(path, FileMode.GITLINK, ObjectId.fromString("1".repeat(40)));
    }

    /** A tree that holds ten times a tree that holds ten times a tree, so deep: empty at the end, or links. */
    public GitOrigin bomb(String path, int depth, boolean links) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            FileMode mode = links ? FileMode.SYMLINK : FileMode.TREE;
            ObjectId inner = links
                    ? inserter.insert(Constants.OBJ_BLOB, new byte[] {'x'})
                    : inserter.insert(new TreeFormatter());
            for (int i = 0; i < depth; i++) {
                TreeFormatter tree = new TreeFormatter();
                for (int name = 0; name < 10; name++) {
                    tree.append("t" + name, i == 0 ? mode : FileMode.TREE, inner);
                }
                inner = inserter.insert(tree);
            }
            inserter.flush();
            return entry(path, FileMode.TREE, inner);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public GitOrigin remove(String path) {
        files.remove(path);
        return this;
    }

    public GitOrigin rename(String from, String to) {
        files.put(to, files.remove(from));
        return this;
    }

    private GitOrigin entry(String path, FileMode mode, ObjectId id) {
        files.put(path, new Entry(mode, id));
        return this;
    }

    private ObjectId insert(byte[] bytes) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_BLOB, bytes);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves the clock of commits on. */
    public GitOrigin at(String moment) {
        now = Instant.parse(moment);
        return this;
    }

    /** Commits the files as they are; returns the commit. */
    public String commit(String message, String name) {
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId parent = orphan ? null : repository.resolve(MAIN);
            orphan = false;
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(tree("", inserter));
            if (parent != null) {
                commit.setParentId(parent);
            }
            String email = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@example.org";
            commit.setAuthor(new PersonIdent(name, email, now, ZoneOffset.UTC));
            commit.setCommitter(commit.getAuthor());
            commit.setMessage(message);
            now = now.plusSeconds(60);
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            reset(id.name());
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets the branch to a commit, whatever it was. */
    public void reset(String commit) throws IOException {
        RefUpdate branch = repository.updateRef(MAIN);
        branch.setNewObjectId(ObjectId.fromString(commit));
        branch.setForceUpdate(true);
        branch.update();
    }

    /** The next commit begins anew, without a parent. */
    public GitOrigin orphan() {
        orphan = true;
        files.clear();
        return this;
    }

    private ObjectId tree(String prefix, ObjectInserter inserter) throws IOException {
        TreeFormatter tree = new TreeFormatter();
        TreeMap<String, Entry> names = new TreeMap<>();
        for (Map.Entry<String, Entry> file : files.entrySet()) {
            if (file.getKey().startsWith(prefix)) {
                String rest = file.getKey().substring(prefix.length());
                int slash = rest.indexOf('/');
                if (slash < 0) {
                    names.put(rest, file.getValue());
                } else {
                    names.put(rest.substring(0, slash) + "/", file.getValue());
                }
            }
        }
        for (Map.Entry<String, Entry> name : names.entrySet()) {
            if (name.getKey().endsWith("/")) {
                String folderName = name.getKey().substring(0, name.getKey().length() - 1);
                tree.append(
                        folderName.getBytes(StandardCharsets.UTF_8),
                        FileMode.TREE,
                        tree(prefix + name.getKey(), inserter));
            } else {
                tree.append(
                        name.getKey().getBytes(StandardCharsets.UTF_8),
                        name.getValue().mode(),
                        name.getValue().id());
            }
        }
        return inserter.insert(tree);
    }

    /** Redirects whoever asks to this address from now on. */
    public void redirect(String base) {
        redirect = base;
    }

    /** Serves the repository on the loopback; returns its address. */
    public String serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "git-origin");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/acme/shop.git", this::answer);
            server.start();
            servers.add(server);
            return "http://localhost:" + server.getAddress().getPort() + "/acme/shop.git";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!redirect.isEmpty()) {
            exchange.getResponseHeaders().set("Location", redirect + exchange.getRequestURI());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        boolean advertises = exchange.getRequestURI().getPath().endsWith("/info/refs");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UploadPack upload = new UploadPack(repository);
        upload.setBiDirectionalPipe(false);
        if (advertises) {
            PacketLineOut lines = new PacketLineOut(out);
            lines.writeString("# service=git-upload-pack\n");
            lines.end();
            upload.sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
        } else {
            boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = exchange.getRequestBody();
            upload.upload(packed ? new GZIPInputStream(body) : body, out, null);
        }
        exchange.getResponseHeaders()
                .set("Content-Type", "application/x-git-upload-pack-" + (advertises ? "advertisement" : "result"));
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(out.toByteArray());
        exchange.close();
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        repository.close();
        folder.close();
    }
}
