package io.crowdfundfix.engine.locate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/** What is asked of every file, not only of those that are found. */
record FileFacts(String path, List<String> imports) {
    private static final String BETWEEN = "\u0000";

    byte[] encoded() {
        return (path + BETWEEN + String.join(BETWEEN, imports)).getBytes(StandardCharsets.UTF_8);
    }

    static FileFacts decode(BytesRef bytes) {
        String[] parts = new String(bytes.bytes, bytes.offset, bytes.length, StandardCharsets.UTF_8).split(BETWEEN, -1);
        return new FileFacts(parts[0], List.of(parts).subList(1, parts.length));
    }
}
