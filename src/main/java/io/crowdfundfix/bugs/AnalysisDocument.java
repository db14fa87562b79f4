package io.crowdfundfix.bugs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.json.RawJson;
import java.util.Iterator;
import java.util.Set;

/** The engine's stored answer as clients see it: what people have rejected since is no longer in it. */
final class AnalysisDocument {
    private AnalysisDocument() {}

    static RawJson without(String document, Set<Long> rejected) {
        if (rejected.isEmpty()) {
            return new RawJson(document);
        }
        try {
            JsonNode json = Json.api().readTree(document);
            Iterator<JsonNode> duplicates = json.path("duplicates").elements();
            while (duplicates.hasNext()) {
                if (rejected.contains(duplicates.next().path("bug_id").asLong())) {
                    duplicates.remove();
                }
            }
            return new RawJson(Json.api().writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
