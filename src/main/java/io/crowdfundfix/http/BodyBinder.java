package io.crowdfundfix.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.fault.Fault.FieldError;
import io.crowdfundfix.json.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Binds a JSON object to a record, field by field, so that one answer names every unknown field, every wrong type and everything that
 * the record's own constructor refuses.
 */
final class BodyBinder {
    private static final int MAX_UNKNOWN_NAMED = 20;
    private static final int MAX_NAME_SHOWN = 60;

    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private BodyBinder() {}

    static <T extends Record> T bind(Buffer body, Class<T> type) {
        return bind(parse(body), type);
    }

    private static JsonNode parse(Buffer body) {
        try {
            JsonNode node = Json.api().readTree(text(body));
            if (node == null || node.isMissingNode()) {
                throw Fault.malformed("malformed_json", "The body is empty: send a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw Fault.malformed("malformed_json", "The body is not valid JSON" + where + ": " + reason(e));
        } catch (IOException e) {
            throw Fault.malformed("malformed_json", "The body is not valid JSON in UTF-8");
        }
    }

    private static <T extends Record> T bind(JsonNode body, Class<T> type) {
        if (!body.isObject()) {
            throw Fault.invalid("body", "must be a JSON object");
        }
        Shape shape = SHAPES.computeIfAbsent(type, Shape::of);
        List<FieldError> wrong = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!shape.names.contains(name) && wrong.size() < MAX_UNKNOWN_NAMED) {
                wrong.add(new FieldError(shortened(name), "is not a field of this request; fields: " + shape.allNames));
            }
        });
        @Nullable Object[] values = new Object[shape.fields.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = shape.fields.get(i).read(body, wrong);
        }
        return type.cast(construct(shape, values, wrong));
    }

    private static Object construct(Shape shape, @Nullable Object[] values, List<FieldError> wrong) {
        try {
            Object made = shape.constructor.newInstance(values);
            if (wrong.isEmpty()) {
                return made;
            }
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof Fault fault)) {
                throw new IllegalStateException(e.getCause());
            }
            Set<String> named = wrong.stream().map(FieldError::field).collect(Collectors.toSet());
            fault.fields().stream()
                    .filter(error -> !named.contains(error.field()))
                    .forEach(wrong::add);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        throw Fault.invalid(wrong);
    }

    /** Strictly UTF-8: a lenient reader takes overlong forms, by which characters come in that nobody looked for. */
    private static String text(Buffer body) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body.getBytes()))
                .toString();
    }

    /** The parser's words where they speak of the JSON; where they speak of the parser, ours. */
    private static String reason(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return "it is nested too deeply, or a number or a name in it is too long";
        }
        if (e instanceof JsonEOFException) {
            return "it ends too early";
        }
        if (e instanceof JsonMappingException) {
            return "more follows after its end";
        }
        String message = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
        return message.lines().findFirst().orElse("").replaceFirst("[:,(]? ?(maybe|enable|\\(?not recognized).*", "");
    }

    private static String shortened(String name) {
        return name.length() <= MAX_NAME_SHOWN ? name : name.substring(0, MAX_NAME_SHOWN) + "…";
    }

    private record Shape(List<Field> fields, Set<String> names, String allNames, Constructor<?> constructor) {
        static Shape of(Class<?> type) {
            RecordComponent[] components = type.getRecordComponents();
            List<Field> fields = Arrays.stream(components).map(Field::of).toList();
            List<String> names = fields.stream().map(Field::name).toList();
            try {
                Constructor<?> constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return new Shape(fields, new HashSet<>(names), String.join(", ", names), constructor);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record Field(String name, JavaType type) {
        static Field of(RecordComponent component) {
            return new Field(
                    SnakeCaseStrategy.INSTANCE.translate(component.getName()),
                    Json.api().getTypeFactory().constructType(component.getGenericType()));
        }

        @Nullable Object read(JsonNode body, List<FieldError> wrong) {
            JsonNode value = body.path(name);
            if (type.getRawClass() == Clearable.class && !value.isMissingNode()) {
                return new Clearable<>(new Field(name, type.containedType(0)).read(body, wrong));
            }
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            if (value.isArray() && hasNull(value, wrong)) {
                return null;
            }
            try {
                return Json.api().readerFor(type).readValue(value);
            } catch (JsonMappingException e) {
                wrong.add(new FieldError(name + within(e), "must be " + expected(e)));
            } catch (IOException e) {
                wrong.add(new FieldError(name, "must be " + expected(type)));
            }
            return null;
        }

        private boolean hasNull(JsonNode list, List<FieldError> wrong) {
            boolean found = false;
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i).isNull()) {
                    wrong.add(new FieldError(name + "[" + i + "]", "must not be null"));
                    found = true;
                }
            }
            return found;
        }

        /** Where inside of the field, such as {@code [2]}. */
        private static String within(JsonMappingException e) {
            return e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
        }

        private String expected(JsonMappingException e) {
            return expected(e.getPath().isEmpty() || type.getContentType() == null ? type : type.getContentType());
        }

        private static String expected(JavaType type) {
            if (type.isEnumType()) {
                return "one of " + Arrays.toString(type.getRawClass().getEnumConstants());
            }
            if (type.isCollectionLikeType()) {
                return "a list";
            }
            Class<?> raw = type.getRawClass();
            if (raw == String.class) {
                return "a text";
            }
            if (raw == Boolean.class) {
                return "true or false";
            }
            return raw == Long.class || raw == Integer.class ? "a whole number in range" : "a valid value";
        }
    }
}
