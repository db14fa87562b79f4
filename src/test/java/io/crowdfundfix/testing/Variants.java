package io.crowdfundfix.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crowdfundfix.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Values at and beside every boundary that a schema draws. Whether one is allowed is for the schema to say, not for this class. */
public final class Variants {
    private static final String SURPRISE = "surprise";

    private final ContractDocument contract;

    public Variants(ContractDocument contract) {
        this.contract = contract;
    }

    /**
     * A body that differs from the least one in one field.
     *
     * @param field the field that differs
     */
    public record Body(String field, ObjectNode json) {
        /** The body, short enough to be read in a report. */
        @Override
        public String toString() {
            String text = json.toString();
            return text.length() <= 200 ? text : text.substring(0, 200) + "… (" + text.length() + ")";
        }
    }

    /** The least body: what is required, as the examples have it. */
    public ObjectNode least(JsonNode schema) {
        JsonNode object = contract.resolved(schema);
        ObjectNode body = Json.api().createObjectNode();
        for (JsonNode required :
                List.of(object.path("required"), object.path("anyOf").path(0).path("required"))) {
            required.forEach(name -> body.set(
                    name.asText(),
                    sample(contract.resolved(object.path("properties").path(name.asText())))));
        }
        return body;
    }

    /** The least body with each field in turn at, below and above its boundaries, of each wrong type, null, and left out. */
    public List<Body> bodies(JsonNode schema) {
        List<Body> bodies = new ArrayList<>();
        contract.resolved(schema).path("properties").properties().forEach(property -> {
            String name = property.getKey();
            values(property.getValue()).forEach(value -> bodies.add(new Body(name, with(schema, name, value))));
            ObjectNode without = least(schema);
            without.remove(name);
            bodies.add(new Body(name, without));
        });
        bodies.add(new Body(SURPRISE, with(schema, SURPRISE, LongNode.valueOf(1))));
        return bodies;
    }

    private ObjectNode with(JsonNode schema, String field, JsonNode value) {
        ObjectNode body = least(schema);
        body.set(field, value);
        return body;
    }

    /** Values of a query parameter, as text. */
    public Set<String> texts(JsonNode schema) {
        Set<String> texts = new LinkedHashSet<>(List.of("", "x", "1.5", "-1", "0", "1e3", "+5", "9".repeat(19)));
        for (JsonNode value : values(schema)) {
            if (value.isTextual() || value.isNumber()) {
                texts.add(value.asText());
            }
        }
        return texts;
    }

    /** A query parameter's text as its schema sees it. */
    public static JsonNode typed(JsonNode schema, String text) {
        String type = schema.path("type").asText();
        boolean number = type.equals("integer") ? text.matches("-?\\d+") : text.matches("-?\\d+(\\.\\d+)?");
        return number && !type.equals("string") && !type.isEmpty()
                ? DecimalNode.valueOf(new BigDecimal(text))
                : TextNode.valueOf(text);
    }

    private Set<JsonNode> values(JsonNode reference) {
        JsonNode schema = contract.resolved(reference);
        Set<JsonNode> values = new LinkedHashSet<>(List.of(
                NullNode.instance,
                BooleanNode.TRUE,
                LongNode.valueOf(0),
                LongNode.valueOf(1),
                DecimalNode.valueOf(new BigDecimal("1.5")),
                TextNode.valueOf("text"),
                Json.api().createArrayNode(),
                Json.api().createObjectNode()));
        schema.path("oneOf").forEach(one -> values.addAll(values(one)));
        schema.path("enum").forEach(constant -> {
            values.add(constant);
            values.add(TextNode.valueOf(constant.asText().toLowerCase(java.util.Locale.ROOT)));
            values.add(TextNode.valueOf(constant.asText() + "X"));
        });
        for (String limit : List.of("minLength", "maxLength")) {
            around(schema, limit, length -> values.add(TextNode.valueOf(textOf(schema, (int) length))));
        }
        for (String limit : List.of("minimum", "maximum")) {
            around(schema, limit, number -> values.add(LongNode.valueOf(number)));
        }
        if (schema.has("multipleOf")) {
            BigDecimal step = schema.path("multipleOf").decimalValue();
            values.add(DecimalNode.valueOf(step));
            values.add(DecimalNode.valueOf(step.multiply(new BigDecimal("1.5"))));
        }
        around(schema, "maxItems", size -> values.add(listOf(schema.path("items"), (int) size)));
        if (schema.has("items")) {
            values(schema.path("items")).forEach(item -> values.add(array().add(item)));
        }
        if (schema.has("pattern")) {
            values.add(TextNode.valueOf("a".repeat(40)));
            values.add(TextNode.valueOf("a".repeat(41)));
            values.add(TextNode.valueOf("A b"));
            values.add(TextNode.valueOf(".net"));
        }
        return values;
    }

    private static void around(JsonNode schema, String limit, java.util.function.LongConsumer use) {
        if (schema.has(limit)) {
            long value = schema.path(limit).asLong();
            for (long near = value - 1; near <= value + 1; near++) {
                if (near >= 0 || limit.equals("minimum")) {
                    use.accept(near);
                }
            }
        }
    }

    private JsonNode sample(JsonNode schema) {
        if (schema.has("examples")) {
            return schema.path("examples").path(0);
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        return schema.path("type").asText().equals("integer")
                ? LongNode.valueOf(schema.path("minimum").asLong())
                : TextNode.valueOf(
                        textOf(schema, Math.max(1, schema.path("minLength").asInt())));
    }

    /** A text of that length which still is what the example is: an address keeps its end, a link its beginning. */
    private static String textOf(JsonNode schema, int length) {
        String example = schema.path("examples").path(0).asText("");
        if (example.length() >= length) {
            return example.substring(0, length);
        }
        String filling = "a".repeat(length - example.length());
        return example.contains("@") ? filling + example : example + filling;
    }

    private ArrayNode listOf(JsonNode items, int size) {
        ArrayNode list = array();
        for (int i = 0; i < size; i++) {
            list.add(contract.resolved(items).has("pattern") ? TextNode.valueOf("a" + i) : sample(items));
        }
        return list;
    }

    private static ArrayNode array() {
        return Json.api().createArrayNode();
    }
}
