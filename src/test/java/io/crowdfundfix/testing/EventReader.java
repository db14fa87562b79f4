package io.crowdfundfix.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of server-sent events that reads one event after another, and waits for each as long as a healthy run never needs. */
public final class EventReader implements AutoCloseable {
    private static final int DEADLINE_MS = 30_000;

    private final HttpURLConnection connection;
    private final BufferedReader lines;

    private EventReader(HttpURLConnection connection, BufferedReader lines) {
        this.connection = connection;
        this.lines = lines;
    }

    /**
     * One event.
     *
     * @param id what to resume after; empty for an event that is not kept
     */
    public record Event(String id, String name, JsonNode data) {}

    /** Opens a stream that must begin; headers are names and values in turn. */
    public static EventReader open(URI stream, String... headers) {
        try {
            HttpURLConnection connection = (HttpURLConnection) stream.toURL().openConnection();
            connection.setReadTimeout(DEADLINE_MS);
            for (int i = 0; i < headers.length; i += 2) {
                connection.setRequestProperty(headers[i], headers[i + 1]);
            }
            return new EventReader(
                    connection,
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String header(String name) {
        return String.valueOf(connection.getHeaderField(name));
    }

    /** The next event, or null at the end of the stream. */
    public @Nullable Event next() {
        String id = "";
        String name = "";
        String data = "";
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else if (line.isEmpty() && !name.isEmpty()) {
                    return new Event(id, name, Json.api().readTree(data));
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next events that are kept. */
    public List<Event> stored(int count) {
        List<Event> events = new ArrayList<>();
        while (events.size() < count) {
            Event event = next();
            if (event == null) {
                throw new AssertionError("the stream ended after " + events);
            }
            if (!event.id().isEmpty()) {
                events.add(event);
            }
        }
        return events;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
