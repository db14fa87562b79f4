package io.crowdfundfix.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.testing.TestClient.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The contract as a client reads it, and a judge of what fits it: it shares no code with the product's own reader. */
public final class ContractDocument {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode root;
    private final Validator validator = new ValidatorFactory()
            .withJsonNodeFactory(new JacksonNode.Factory())
            .createValidator();
    private final Map<JsonNode, URI> registered = new HashMap<>();

    private ContractDocument(JsonNode root) {
        this.root = root;
    }

    /**
     * One operation.
     *
     * @param path with the prefix of the API, parameters in braces
     * @param bodyType media type of its body, empty if it takes none
     * @param body schema of its body, a missing node if it takes none
     */
    public record Operation(
            String id,
            String method,
            String path,
            Set<String> roles,
            List<JsonNode> parameters,
            String bodyType,
            JsonNode body,
            JsonNode responses) {
        public boolean isJson() {
            return bodyType.equals("application/json");
        }

        public List<JsonNode> query() {
            return parameters.stream()
                    .filter(parameter -> parameter.path("in").asText().equals("query"))
                    .toList();
        }

        /** The path to one resource. */
        public String path(long anyId) {
            return path.replaceAll("\\{\\w+}", Long.toString(anyId));
        }

        @Override
        public String toString() {
            return id;
        }
    }

    public static ContractDocument read() {
        try (InputStream in = ContractDocument.class.getResourceAsStream("/openapi.yaml")) {
            // of two schemas by one name the second would replace the first in silence
            return new ContractDocument(new YAMLMapper()
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.add(
                                operation(path.getKey(), path.getValue(), method.getKey(), method.getValue()))));
        return operations;
    }

    public Operation operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Operation operation(String path, JsonNode shared, String method, JsonNode own) {
        List<JsonNode> parameters = new ArrayList<>();
        shared.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        own.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        Set<String> roles = new TreeSet<>();
        own.path("x-roles").forEach(role -> roles.add(role.asText()));
        JsonNode content = own.at("/requestBody/content");
        String type = content.isEmpty() ? "" : content.fieldNames().next();
        return new Operation(
                own.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                root.at("/servers/0/url").asText() + path,
                roles,
                parameters,
                type,
                content.path(type).path("schema"),
                own.path("responses"));
    }

    /** What a reference leads to, or the node itself. */
    public JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }

    public boolean allows(JsonNode schema, JsonNode value) {
        return faults(schema, value).isEmpty();
    }

    /** What is wrong with an answer of this operation: an undeclared status or media type, a missing header, a body beside its schema. */
    public List<String> faults(Operation operation, Answer answer) {
        JsonNode response = resolved(operation.responses().path(Integer.toString(answer.status())));
        if (response.isMissingNode()) {
            return List.of("status " + answer.status() + " is not declared: " + answer.text());
        }
        List<String> faults = new ArrayList<>();
        response.path("headers").fieldNames().forEachRemaining(header -> {
            if (!header.equals("Link") && answer.header(header).isEmpty()) {
                faults.add("header " + header + " is missing");
            }
        });
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            if (!answer.text().isEmpty()) {
                faults.add("has a body");
            }
            return faults;
        }
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        JsonNode schema = content.path(type).path("schema");
        if (schema.isMissingNode()) {
            faults.add("media type " + type + " is not declared");
        } else {
            faults.addAll(faults(
                    schema,
                    type.matches("application/(.+\\+)?json") ? answer.json() : TextNode.valueOf(answer.text())));
        }
        return faults;
    }

    private List<String> faults(JsonNode schema, JsonNode value) {
        URI uri = registered.computeIfAbsent(schema, this::register);
        return validator.validate(uri, value).getErrors().stream()
                .map(error -> error.getInstanceLocation() + " " + error.getError())
                .toList();
    }

    private URI register(JsonNode schema) {
        ObjectNode whole = Json.api().createObjectNode();
        whole.set("$defs", root.at("/components/schemas"));
        whole.putArray("allOf").add(schema);
        return validator.registerSchema(whole.toString().replace("#/components/schemas/", "#/$defs/"));
    }
}
