package io.crowdfundfix.repositories;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whole folders, without following what leads out of them. */
final class Folders {
    private Folders() {}

    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            Files.walkFileTree(folder, new Deletion(any -> true, true));
        }
    }

    /** Deletes files with such names. */
    static void deleteFiles(Path folder, Predicate<String> named) throws IOException {
        Files.walkFileTree(folder, new Deletion(named, false));
    }

    /** Deletes files right in a folder that begin so and were last written before then. */
    static void deleteOld(Path folder, String prefix, Instant before) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().startsWith(prefix)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Bytes of all files. */
    static long size(Path folder) throws IOException {
        Sum sum = new Sum();
        Files.walkFileTree(folder, sum);
        return sum.bytes;
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        private final Predicate<String> named;
        private final boolean foldersToo;

        Deletion(Predicate<String> named, boolean foldersToo) {
            this.named = named;
            this.foldersToo = foldersToo;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (named.test(file.getFileName().toString())) {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
            if (foldersToo) {
                Files.deleteIfExists(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Sum extends SimpleFileVisitor<Path> {
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }
    }
}
