package io.crowdfundfix.repositories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A git repository in a folder of this machine, below one that the operator allows, also after every link on the way was followed.
 *
 * @param git its folder with objects and refs
 */
record LocalOrigin(Path git) {
    private static final int MAX_DEPTH = 3;

    /** Reads the real path of a folder that somebody names; refuses what does not lie below one of the roots. Blocks. */
    static Path real(String path, List<String> roots) throws IOException {
        try {
            Path real = Path.of(path).toRealPath();
            for (String root : roots) {
                if (Files.isDirectory(Path.of(root))
                        && real.startsWith(Path.of(root).toRealPath())) {
                    return real;
                }
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            throw refused();
        }
        throw refused();
    }

    private static Refusal refused() {
        return new Refusal(
                "path_not_allowed",
                "There is no repository that may be read at this path: it must be a folder below one of"
                        + " repositories.local_roots");
    }

    static LocalOrigin of(String path, List<String> roots) throws IOException {
        Path folder = real(path, roots);
        Path inside = folder.resolve(".git");
        Path git = Files.isDirectory(inside) ? real(inside.toString(), roots) : folder;
        if (!Files.isDirectory(git.resolve("objects")) || !Files.exists(git.resolve("HEAD"))) {
            throw new Refusal(
                    "not_a_git_repository",
                    "There is no git repository at this path: run git init there, or correct it");
        }
        checkLinks(git, git, 0);
        if (Files.exists(git.resolve("objects").resolve("info").resolve("alternates"))
                || Files.exists(git.resolve("commondir"))) {
            throw new Refusal(
                    "path_not_allowed", "The repository borrows from another folder: clone it without --shared");
        }
        return new LocalOrigin(git);
    }

    /** Links to other places stand in for what git reads, in the folder itself or not far below. */
    private static void checkLinks(Path folder, Path git, int depth) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (Files.isSymbolicLink(file) && !file.toRealPath().startsWith(git)) {
                    throw new Refusal(
                            "path_not_allowed",
                            "The repository holds a link that leads out of it: " + file.getFileName());
                }
                if (depth < MAX_DEPTH && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    checkLinks(file, git, depth + 1);
                }
            }
        }
    }

    Path objects() {
        return git.resolve("objects");
    }
}
