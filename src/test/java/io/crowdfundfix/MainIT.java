package io.crowdfundfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crowdfundfix.testing.ChildJvm;
import io.crowdfundfix.testing.TestNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the process tells whoever started it. */
class MainIT {
    @TempDir
    private Path data;

    @Test
    void saysThatThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String said = failing(1, "--data.dir=" + data, "--http.port=" + taken.getLocalPort(), "--demo=false");
            assertTrue(said.contains("Port " + taken.getLocalPort() + " of 127.0.0.1 is in use"), said);
            assertFalse(said.contains("\tat "), "a stack trace helps nobody here: " + said);
        }
    }

    @Test
    void saysThatTheDataFolderIsInUse() {
        try (TestNode node = TestNode.start(Map.of("data.dir", data.toString()), config -> List.of())) {
            assertTrue(node.node().port() > 0);
            String said = failing(1, "--data.dir=" + data, "--http.port=0");
            assertTrue(said.contains("The data folder " + data + " is in use by another process"), said);
            assertFalse(said.contains("\tat "), said);
        }
    }

    @Test
    void saysWhichSettingIsWrong() {
        String said = failing(2, "--http.prot=1");
        assertTrue(said.contains("http.prot is not a setting"), said);
    }

    @Test
    void saysThatAClusterNeedsPostgres() {
        String said = failing(2, "--cluster.enabled=true", "--cluster.members=127.0.0.1:5701");
        assertTrue(said.contains("cluster.enabled needs database.url"), said);
    }

    @Test
    void endsWithOneWhereALedgerIsBroken() throws IOException {
        Path file = data.resolve("ledger.ndjson");
        Files.writeString(file, "{\"type\":\"end\"}\n");
        String said = failing(1, "verify-ledger", file.toString());
        assertTrue(said.startsWith("BROKEN  line 1: "), said);
    }

    private static String failing(int exitCode, String... arguments) {
        try (ChildJvm child = ChildJvm.start(Main.class.getName(), arguments)) {
            assertEquals(exitCode, child.exitCode(), child.output());
            return child.output();
        }
    }
}
