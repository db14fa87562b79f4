package io.crowdfundfix.engine.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFolderTest {
    @TempDir
    private Path parent;

    @Test
    void eachHasItsOwnAndFindsItAgain() {
        IndexFolder first = IndexFolder.take(parent);
        try (IndexFolder second = IndexFolder.take(parent)) {
            assertEquals(parent.resolve("0").resolve("x"), first.resolve("x"));
            assertEquals(parent.resolve("1").resolve("x"), second.resolve("x"));
        }
        first.close();
        try (IndexFolder again = IndexFolder.take(parent)) {
            assertEquals(parent.resolve("0").resolve("x"), again.resolve("x"));
        }
    }
}
