package io.crowdfundfix.http;

import io.vertx.core.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A successful answer.
 *
 * @param body a record or list of records, written in snake_case; null for none
 */
public record Reply(
        int status, Map<String, String> headers, @Nullable Object body) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply ok(Object body) {
        return new Reply(200, Map.of(), body);
    }

    public static Reply created(String location, Object body) {
        return new Reply(201, Map.of(HttpHeaders.LOCATION.toString(), location), body);
    }

    public static Reply noContent() {
        return new Reply(204, Map.of(), null);
    }

    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
