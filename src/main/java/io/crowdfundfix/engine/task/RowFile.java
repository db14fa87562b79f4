package io.crowdfundfix.engine.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.json.Json;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads JSON lines, plain or gzip'd. */
public final class RowFile {
    private static final int MAX_ROWS = 2_000_000;
    private static final int MAX_LINE_CHARS = 16 << 20;

    private RowFile() {}

    /** All rows; blank lines are skipped. Fails as INVALID, naming the line, if one is no JSON object. */
    public static List<Row> read(Path file) {
        List<Row> rows = new ArrayList<>();
        String name = file.getFileName() == null
                ? file.toString()
                : file.getFileName().toString();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    rows.add(row(name, number, line));
                }
                if (rows.size() > MAX_ROWS) {
                    throw Fault.invalid(name, "has more than " + MAX_ROWS + " rows: split it");
                }
            }
        } catch (IOException e) {
            throw Fault.invalid(file.toString(), "cannot be read: " + e.getMessage());
        }
        return rows;
    }

    private static Row row(String file, int number, String line) {
        if (line.length() > MAX_LINE_CHARS) {
            throw Fault.invalid(file + ":" + number, "is longer than " + MAX_LINE_CHARS + " characters");
        }
        try {
            Row row = new Row(file, number, Json.wire().readTree(line));
            if (!row.json().isObject()) {
                throw Fault.invalid(file + ":" + number, "is no JSON object");
            }
            return row;
        } catch (JsonProcessingException e) {
            throw Fault.invalid(file + ":" + number, "is no JSON: " + e.getOriginalMessage());
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        int magic = in.read() | in.read() << 8;
        in.reset();
        return magic == GZIPInputStream.GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
    }
}
