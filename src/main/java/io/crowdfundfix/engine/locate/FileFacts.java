package io.crowdfundfix.engine.locate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.lucene.util.BytesRef;

/** What is asked of every file, not only of those that are found. */
record FileFacts(String path, String packageName, List<String> types, List<String> imports) {
    private static final String BETWEEN = "\u0000";
    private static final String WITHIN = "\u0001";

    byte[] encoded() {
        return String.join(BETWEEN, path, packageName, String.join(WITHIN, types), String.join(WITHIN, imports))
                .getBytes(StandardCharsets.UTF_8);
    }

    static FileFacts decode(BytesRef bytes) {
        String[] parts = new String(bytes.bytes, bytes.offset, bytes.length, StandardCharsets.UTF_8).split(BETWEEN, -1);
        return new FileFacts(parts[0], parts[1], list(parts[2]), list(parts[3]));
    }

    private static List<String> list(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(WITHIN));
    }
}
