package io.crowdfundfix.identity;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords with Argon2id on few threads of its own, so that a flood of log-ins costs a bounded share of memory and cores. Cost as
 * OWASP's password storage cheat sheet names it: 19 MiB, two passes, one lane.
 */
final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** As expensive to compare with as any other, and nothing hashes to it. */
    private static final Argon2Hash NOBODY =
            new Argon2Hash(MEMORY_KIB, PASSES, LANES, new byte[SALT_BYTES], new byte[HASH_BYTES]);

    private final SecureRandom random = new SecureRandom();
    private final WorkerExecutor workers;

    /** Made while a verticle starts, the threads end with it. */
    Passwords(Vertx vertx, int threads) {
        this.workers = vertx.createSharedWorkerExecutor("passwords", threads);
    }

    /** The text to store: a PHC string. */
    Future<String> hash(String password) {
        return workers.executeBlocking(
                () -> {
                    byte[] salt = new byte[SALT_BYTES];
                    random.nextBytes(salt);
                    Argon2Hash blank = new Argon2Hash(MEMORY_KIB, PASSES, LANES, salt, new byte[HASH_BYTES]);
                    return new Argon2Hash(MEMORY_KIB, PASSES, LANES, salt, derive(password, blank)).encoded();
                },
                false);
    }

    /** Whether the password is the one behind the stored text; without a stored text it takes as long, and is not. */
    Future<Boolean> matches(String password, @Nullable String stored) {
        return workers.executeBlocking(
                () -> {
                    Argon2Hash expected = stored == null ? NOBODY : Argon2Hash.parse(stored);
                    boolean equal = MessageDigest.isEqual(expected.hash(), derive(password, expected));
                    return equal && stored != null;
                },
                false);
    }

    /** Normalised first, because keyboards differ in how they compose the same character. */
    private static byte[] derive(String password, Argon2Hash parameters) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memoryKib())
                .withIterations(parameters.passes())
                .withParallelism(parameters.lanes())
                .withSalt(parameters.salt())
                .build());
        byte[] hash = new byte[parameters.hash().length];
        generator.generateBytes(
                Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
