package io.crowdfundfix.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret that the first start makes and later starts read, in a file that only its owner can read. */
public final class SecretFile {
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretFile() {}

    /** The secret in this file, made of so many random bytes if there is none; Base64 for URLs. */
    public static String readOrCreate(Path file, int bytes) {
        try {
            if (!Files.exists(file)) {
                create(file, bytes);
            }
            String secret = Files.readString(file, StandardCharsets.US_ASCII).strip();
            if (secret.isEmpty()) {
                throw new IllegalStateException(
                        "the secret file " + file + " is empty: delete it to have a new one made");
            }
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or make the secret file " + file, e);
        }
    }

    /** Makes a folder that only its owner can enter, with those above it; leaves one that is there as it is. */
    public static void createFolder(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, ownerOnly("rwx------"));
        }
    }

    /** Written aside and linked into place whole, so that neither a crash nor a second process leaves half a secret. */
    private static void create(Path file, int bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Path aside = Files.createTempFile(folder, file.getFileName().toString(), ".new", ownerOnly("rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.write(StandardCharsets.US_ASCII.encode(secret + "\n"));
                channel.force(true);
            }
            link(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static void link(Path aside, Path file) throws IOException {
        try {
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException another) {
            return;
        } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
            Files.move(aside, file);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String rights) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
