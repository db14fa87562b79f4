package io.crowdfundfix.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.fault.Fault.FieldError;
import io.crowdfundfix.json.Json;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings as records: defaults ← file ← environment ← arguments, the later one wins. Keys are the record components in snake_case joined
 * by dots ({@code http.max_body_kb}); in the environment {@code CROWDFUNDFIX_HTTP_MAX_BODY_KB}. The records check their own values; lists
 * are given as JSON arrays in a file and separated by commas elsewhere.
 */
public final class ConfigLoader {
    private static final String ENVIRONMENT_PREFIX = "CROWDFUNDFIX_";

    private final ObjectNode tree;
    private final List<String> keys = new ArrayList<>();

    private ConfigLoader(Record defaults) {
        this.tree = tree(defaults);
        collectKeys("", tree);
    }

    /**
     * Reads the settings.
     *
     * @param file a JSON file, or null for none
     * @param environment all variables; only those with our prefix are looked at
     * @param arguments full keys to values, as on the command line
     * @throws Fault INVALID, naming each unknown key or the values that are not allowed
     */
    public static <T extends Record> T load(
            T defaults, @Nullable Path file, Map<String, String> environment, Map<String, String> arguments) {
        ConfigLoader loader = new ConfigLoader(defaults);
        if (file != null) {
            loader.overlayFile(file);
        }
        loader.overlayEnvironment(environment);
        arguments.forEach(loader::overlayText);
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) defaults.getClass();
        return build(type, loader.tree, "");
    }

    /** Every key with its default, for the help text. */
    public static Map<String, String> describe(Record defaults) {
        ConfigLoader loader = new ConfigLoader(defaults);
        Map<String, String> defaultByKey = new TreeMap<>();
        for (String key : loader.keys) {
            JsonNode value = loader.node(key);
            defaultByKey.put(key, value.isTextual() ? value.textValue() : value.toString());
        }
        return defaultByKey;
    }

    private void overlayFile(Path file) {
        try {
            JsonNode overlay = Json.api().readTree(Files.readAllBytes(file));
            if (overlay == null || !overlay.isObject()) {
                throw Fault.invalid(file.toString(), "must hold one JSON object");
            }
            overlayObject("", overlay);
        } catch (JsonProcessingException e) {
            throw Fault.invalid(file.toString(), "is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Fault.invalid(file.toString(), "cannot be read: " + e.getMessage());
        }
    }

    private void overlayObject(String prefix, JsonNode overlay) {
        overlay.fields().forEachRemaining(field -> {
            String key = prefix + field.getKey();
            JsonNode current = node(key);
            if (current.isObject() && field.getValue().isObject()) {
                overlayObject(key + ".", field.getValue());
            } else if (current.isMissingNode() || current.isObject()) {
                throw unknown(key);
            } else {
                set(key, field.getValue());
            }
        });
    }

    private void overlayEnvironment(Map<String, String> environment) {
        Map<String, String> keyByVariable = new TreeMap<>();
        keys.forEach(key ->
                keyByVariable.put(ENVIRONMENT_PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT), key));
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (variable.startsWith(ENVIRONMENT_PREFIX)) {
                String key = keyByVariable.get(variable);
                if (key == null) {
                    throw unknown(variable);
                }
                overlayText(key, value);
            }
        });
    }

    private void overlayText(String key, String value) {
        JsonNode current = node(key);
        if (current.isMissingNode() || current.isObject()) {
            throw unknown(key);
        }
        set(key, parse(key, value, current));
    }

    private static JsonNode parse(String key, String value, JsonNode current) {
        var nodes = Json.api().getNodeFactory();
        if (current.isArray()) {
            ArrayNode list = nodes.arrayNode();
            Arrays.stream(value.split(",", -1))
                    .map(String::strip)
                    .filter(entry -> !entry.isEmpty())
                    .forEach(list::add);
            return list;
        }
        if (current.isTextual()) {
            return nodes.textNode(value);
        }
        if (current.isBoolean()) {
            return switch (value) {
                case "true" -> nodes.booleanNode(true);
                case "false" -> nodes.booleanNode(false);
                default -> throw Fault.invalid(key, "must be true or false, is \"" + value + "\"");
            };
        }
        try {
            return current.isIntegralNumber()
                    ? nodes.numberNode(Long.parseLong(value))
                    : nodes.numberNode(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            throw Fault.invalid(key, "must be a number, is \"" + value + "\"");
        }
    }

    private Fault unknown(String key) {
        return Fault.invalid(key, "is not a setting. Settings: " + String.join(", ", keys));
    }

    /** By its components: what else a record answers to is no setting. */
    private static ObjectNode tree(Record record) {
        ObjectNode tree = Json.api().createObjectNode();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(record);
                String name = SnakeCaseStrategy.INSTANCE.translate(component.getName());
                tree.set(
                        name,
                        value instanceof Record inner ? tree(inner) : Json.api().valueToTree(value));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return tree;
    }

    private void collectKeys(String prefix, ObjectNode node) {
        node.fields().forEachRemaining(field -> {
            if (field.getValue() instanceof ObjectNode inner) {
                collectKeys(prefix + field.getKey() + ".", inner);
            } else {
                keys.add(prefix + field.getKey());
            }
        });
    }

    private JsonNode node(String key) {
        JsonNode node = tree;
        for (String name : key.split("\\.", -1)) {
            node = node.path(name);
        }
        return node;
    }

    private void set(String key, JsonNode value) {
        int dot = key.lastIndexOf('.');
        JsonNode parent = dot < 0 ? tree : node(key.substring(0, dot));
        ((ObjectNode) parent).set(key.substring(dot + 1), value);
    }

    private static <T extends Record> T build(Class<T> type, JsonNode values, String prefix) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = SnakeCaseStrategy.INSTANCE.translate(components[i].getName());
            arguments[i] = value(components[i], values.path(name), prefix + name);
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Fault fault
                    ? prefixed(fault, prefix)
                    : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(RecordComponent component, JsonNode value, String key) {
        if (component.getType().isRecord()) {
            return build(component.getType().asSubclass(Record.class), value, key + ".");
        }
        try {
            var type = Json.api().getTypeFactory().constructType(component.getGenericType());
            Object read = value.isNull() ? null : Json.api().readerFor(type).readValue(value);
            if (read == null || read instanceof List<?> list && list.stream().anyMatch(Objects::isNull)) {
                throw Fault.invalid(key, "must not be null");
            }
            return read;
        } catch (IOException e) {
            String shown = key.endsWith("password") ? "***" : value.toString();
            throw Fault.invalid(key, "must be " + describe(component.getType()) + ", is " + shown);
        }
    }

    private static String describe(Class<?> type) {
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        return type.isPrimitive() ? "a number of type " + type.getName() : "a list of texts";
    }

    private static Fault prefixed(Fault fault, String prefix) {
        return Fault.invalid(fault.fields().stream()
                .map(error -> new FieldError(prefix + error.field(), error.message()))
                .toList());
    }
}
