package io.crowdfundfix.bench;

import io.crowdfundfix.engine.Fingerprint;
import io.crowdfundfix.engine.Vectors;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Fills the database of a stopped installation with bugs out of a data folder, each passage with its own vector. */
public final class Populate {
    private static final int DIMENSIONS = 384;
    private static final int BATCH = 1_000;
    private static final long FIRST_ID = 1_000_000;

    private Populate() {}

    /**
     * Inserts the bugs.
     *
     * @param arguments JDBC address, data folder, vectors that {@link RealVectors} made of it, identity of the encoder, how many
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        int count = Integer.parseInt(arguments[4]);
        List<String> passages = RealTexts.in(Path.of(arguments[1]));
        try (Connection database = DriverManager.getConnection(arguments[0]);
                InputStream vectors = new BufferedInputStream(Files.newInputStream(Path.of(arguments[2])), 1 << 20);
                PreparedStatement bug =
                        database.prepareStatement("insert into bugs (id, title, description, tags, status,"
                                + " created_by, created_at, updated_at, version, funding_total_cents, analysis_state)"
                                + " values (?, ?, ?, '', 'OPEN', 1, ?, ?, 1, 0, 'DONE')");
                PreparedStatement vector = database.prepareStatement("insert into bug_vectors (bug_id, model, vector,"
                        + " title, fingerprint, reported_at, embedded_at) values (?, ?, ?, ?, ?, ?, ?)")) {
            database.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                add(new Row(FIRST_ID + i, passages.get(i), next(vectors)), arguments[3], bug, vector);
                if (i % BATCH == BATCH - 1 || i == count - 1) {
                    bug.executeBatch();
                    vector.executeBatch();
                    database.commit();
                }
            }
        }
        System.out.println(count + " bugs");
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(long id, String passage, float[] vector) {}

    private static void add(Row row, String model, PreparedStatement bug, PreparedStatement vector)
            throws SQLException {
        String title = row.passage.length() > 90 ? row.passage.substring(0, 90) : row.passage;
        OffsetDateTime at = Instant.parse("2026-01-01T00:00:00Z")
                .plusSeconds(row.id % 1_000_000)
                .atOffset(ZoneOffset.UTC);
        bug.setLong(1, row.id);
        bug.setString(2, title);
        bug.setString(3, row.passage);
        bug.setObject(4, at);
        bug.setObject(5, at);
        bug.addBatch();
        vector.setLong(1, row.id);
        vector.setString(2, model);
        vector.setBytes(3, Vectors.toBytes(row.vector));
        vector.setString(4, title);
        vector.setString(5, new Fingerprint(List.of(), List.of(), List.of()).encoded());
        vector.setObject(6, at);
        vector.setObject(7, at);
        vector.addBatch();
    }

    private static float[] next(InputStream in) throws IOException {
        return Vectors.fromBytes(in.readNBytes(DIMENSIONS * Float.BYTES));
    }
}
