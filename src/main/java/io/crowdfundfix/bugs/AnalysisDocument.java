package io.crowdfundfix.bugs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.json.RawJson;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The engine's stored answer as clients see it: what people have rejected since is no longer in it. */
final class AnalysisDocument {
    private AnalysisDocument() {}

    /** Takes the numbers of the rejected bugs with spaces between, or null for none. */
    static RawJson without(String document, @Nullable String rejected) {
        if (rejected == null) {
            return new RawJson(document);
        }
        Set<String> numbers = Set.of(rejected.split(" "));
        try {
            JsonNode json = Json.api().readTree(document);
            Iterator<JsonNode> duplicates = json.path("duplicates").elements();
            while (duplicates.hasNext()) {
                if (numbers.contains(duplicates.next().path("bug_id").asText())) {
                    duplicates.remove();
                }
            }
            return new RawJson(Json.api().writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
