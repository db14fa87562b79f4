package io.crowdfundfix.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the prototype resource: group, label, sentences. */
final class PrototypeFile {
    private static final String RESOURCE = "/engine/prototypes.json";
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private PrototypeFile() {}

    static Map<String, Map<String, List<String>>> read() {
        try (InputStream in = PrototypeFile.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the class path has no " + RESOURCE);
            }
            try (JsonParser json = JSON.createParser(in)) {
                return groups(json);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    private static Map<String, Map<String, List<String>>> groups(JsonParser json) throws IOException {
        Map<String, Map<String, List<String>>> groups = new LinkedHashMap<>();
        Map<String, List<String>> labels = new LinkedHashMap<>();
        List<String> sentences = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            int depth = json.getParsingContext().getNestingDepth();
            if (token == JsonToken.FIELD_NAME && depth == 1) {
                labels = new LinkedHashMap<>();
                groups.put(json.currentName(), labels);
            } else if (token == JsonToken.FIELD_NAME) {
                sentences = new ArrayList<>();
                labels.put(json.currentName(), sentences);
            } else if (token == JsonToken.VALUE_STRING) {
                sentences.add(json.getText());
            }
        }
        return groups;
    }
}
