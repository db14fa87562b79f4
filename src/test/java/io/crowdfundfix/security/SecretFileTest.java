package io.crowdfundfix.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    private static final int BYTES = 48;
    private static final int AT_ONCE = 16;

    @TempDir
    private Path folder;

    @Test
    void makesASecretOfTheAskedStrength() {
        assertEquals(BYTES, Base64.getUrlDecoder().decode(secret()).length);
        assertNotEquals(secret(), SecretFile.readOrCreate(folder.resolve("another"), BYTES));
    }

    @Test
    void keepsTheSecret() {
        assertEquals(secret(), secret());
    }

    @Test
    void onlyTheOwnerCanReadIt() throws IOException {
        secret();
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(file()));
    }

    @Test
    void makesItsFolderAndLeavesNothingElseThere() throws IOException {
        Path inner = folder.resolve("a").resolve("b").resolve("secret");
        SecretFile.readOrCreate(inner, BYTES);
        try (Stream<Path> files = Files.list(folder.resolve("a").resolve("b"))) {
            assertEquals(Set.of(inner), Set.copyOf(files.toList()));
        }
    }

    @Test
    void takesASecretThatWasPutThere() throws IOException {
        Files.writeString(file(), "  chosen by hand\n");
        assertEquals("chosen by hand", secret());
    }

    @Test
    void manyThatStartAtOnceShareOneSecret() throws InterruptedException {
        Set<String> secrets = ConcurrentHashMap.newKeySet();
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        Thread[] starters = IntStream.range(0, AT_ONCE)
                .mapToObj(any -> new Thread(() -> {
                    try {
                        start.await();
                        secrets.add(secret());
                    } catch (Exception e) {
                        secrets.add(e.toString());
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread starter : starters) {
            starter.start();
        }
        for (Thread starter : starters) {
            starter.join();
        }
        assertEquals(1, secrets.size(), secrets.toString());
        assertEquals(Set.of(secret()), secrets);
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Files.writeString(file(), " \n");
        IllegalStateException refused = assertThrows(IllegalStateException.class, this::secret);
        assertTrue(String.valueOf(refused.getMessage()).contains(file().toString()), refused.toString());
    }

    @Test
    void refusesWhatIsNoFile() throws IOException {
        Files.createDirectory(file());
        assertThrows(UncheckedIOException.class, this::secret);
    }

    private String secret() {
        return SecretFile.readOrCreate(file(), BYTES);
    }

    private Path file() {
        return folder.resolve("secret");
    }
}
