package io.crowdfundfix.engine.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crowdfundfix.fault.Fault;

/**
 * One object of a data file.
 *
 * @param number its place in the file, from 1
 */
public record Row(String file, int number, JsonNode json) {
    /** The row's own id, or its place in the file. */
    public String id() {
        String id = text("id");
        return id.isEmpty() ? Integer.toString(number) : id;
    }

    /** Empty if the field is absent or null; numbers as they are written. */
    public String text(String field) {
        return json.path(field).asText("");
    }

    public boolean has(String field) {
        return !text(field).isBlank();
    }

    /** Fails as INVALID, naming file, row and field, if the field is empty. */
    public String required(String field) {
        String text = text(field);
        if (text.isBlank()) {
            throw Fault.invalid(file + ":" + number, "has no " + field);
        }
        return text;
    }

    /** Fails as INVALID if the field holds no number; numbers in quotes are taken too. */
    public double number(String field) {
        String text = required(field).strip();
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw Fault.invalid(file + ":" + number, field + " is no number: " + text);
        }
    }

    /** The value of {@code field}, or the default where the field is empty. */
    public double number(String field, double otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    /** The start of this row's prediction: its id, and its project where it names one. */
    public ObjectNode answer() {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("id", id());
        if (has("project")) {
            answer.put("project", text("project"));
        }
        return answer;
    }
}
