package io.crowdfundfix.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.crowdfundfix.json.Json;
import io.crowdfundfix.security.Role;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The reviewed {@code openapi.yaml}: which operations there are, where, for which roles, with which parameters and media types. It says
 * what is served; records check what comes in; tests hold the two together.
 *
 * @param document the contract as JSON, as {@code /openapi.json} serves it
 */
public record Contract(List<Operation> operations, Buffer document) {
    private static final String RESOURCE = "/openapi.yaml";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /**
     * One operation of the contract.
     *
     * @param path with the prefix of the API, parameters in braces
     * @param roles who may call; empty for anyone
     * @param knowsCallers whether it takes a token although it is open: its {@code security} lists nothing beside the bearer
     * @param query names of the query parameters it takes
     * @param consumes media types of the body; empty if it takes none
     * @param produces media types of its successful answers; empty if they have no body
     */
    public record Operation(
            String id,
            HttpMethod method,
            String path,
            Set<Role> roles,
            boolean knowsCallers,
            Set<String> query,
            Set<String> consumes,
            Set<String> produces) {
        /** The path in the router's notation. */
        String route() {
            return path.replaceAll("\\{(\\w+)}", ":$1");
        }

        boolean isOpen() {
            return roles.isEmpty();
        }
    }

    public Contract {
        operations = List.copyOf(operations);
    }

    /** Reads the contract from the class path. Blocks. */
    public static Contract load() {
        try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
            JsonNode root = new YAMLMapper().readTree(in);
            String prefix = root.at("/servers/0/url").asText();
            List<Operation> operations = new ArrayList<>();
            root.path("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().stream()
                            .filter(method -> METHODS.contains(method.getKey()))
                            .forEach(method -> operations.add(operation(
                                    root,
                                    path.getValue(),
                                    method.getValue(),
                                    method.getKey(),
                                    prefixed(path.getValue(), prefix) + path.getKey()))));
            return new Contract(operations, Buffer.buffer(Json.api().writeValueAsBytes(root)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
    }

    /** A path may name another server than the API's own. */
    private static String prefixed(JsonNode path, String prefix) {
        String own = path.at("/servers/0/url").asText(prefix);
        return own.equals("/") ? "" : own;
    }

    private static Operation operation(
            JsonNode root, JsonNode path, JsonNode operation, String method, String fullPath) {
        Set<String> query = new HashSet<>();
        for (JsonNode parameters : List.of(path.path("parameters"), operation.path("parameters"))) {
            parameters.forEach(parameter -> {
                JsonNode resolved = resolve(root, parameter);
                if (resolved.path("in").asText().equals("query")) {
                    query.add(resolved.path("name").asText());
                }
            });
        }
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        operation.path("x-roles").forEach(role -> roles.add(Role.valueOf(role.asText())));
        return new Operation(
                operation.path("operationId").asText(),
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)),
                fullPath,
                Set.copyOf(roles),
                roles.isEmpty() && operation.path("security").size() > 1,
                Set.copyOf(query),
                names(operation.at("/requestBody/content")),
                produces(root, operation));
    }

    private static Set<String> produces(JsonNode root, JsonNode operation) {
        Set<String> types = new HashSet<>();
        operation.path("responses").properties().forEach(response -> {
            if (response.getKey().startsWith("2")) {
                types.addAll(names(resolve(root, response.getValue()).path("content")));
            }
        });
        return Set.copyOf(types);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return Set.copyOf(names);
    }

    private static JsonNode resolve(JsonNode root, JsonNode node) {
        String reference = node.path("$ref").asText("");
        return reference.isEmpty() ? node : root.at(reference.substring(1));
    }
}
