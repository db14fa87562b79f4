package io.crowdfundfix.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import io.crowdfundfix.bus.BusMessage;
import io.crowdfundfix.json.RawJson;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes instances of any message: full ones, with text that is hard to carry, and bare ones, with null and nothing wherever allowed. */
public final class Samples {
    private static final String HARD_TEXT = "Zoë 😀 名前 \"quoted\" \\ \n </script> \u2028";

    /** Text that a message accepts where it does not take just any. */
    private static final Map<String, String> TEXT_BY_COMPONENT = Map.of(
            "email", "zoë@example.org",
            "repoLink", "https://example.org/räpo",
            "tags", "c++",
            "skills", "c++");

    private Samples() {}

    /** Every message of the product. */
    @SuppressWarnings("unchecked")
    public static List<Class<? extends BusMessage>> messageTypes() {
        return Rules.PRODUCT.stream()
                .filter(type -> type.isAssignableTo(BusMessage.class) && !type.isInterface())
                .sorted(Comparator.comparing(JavaClass::getName))
                .<Class<? extends BusMessage>>map(type -> (Class<? extends BusMessage>) type.reflect())
                .toList();
    }

    public static <T> T full(Class<T> record) {
        return make(record, false);
    }

    public static <T> T bare(Class<T> record) {
        return make(record, true);
    }

    private static <T> T make(Class<T> record, boolean bare) {
        return construct(
                record,
                Arrays.stream(record.getRecordComponents())
                        .map(component -> bare && isNullable(component)
                                ? null
                                : value(component.getGenericType(), component.getName(), bare))
                        .toArray());
    }

    /** Calls the canonical constructor. */
    public static <T> T construct(Class<T> record, @Nullable Object[] values) {
        try {
            var constructor = record.getDeclaredConstructor(Arrays.stream(record.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new AssertionError(record + " refuses its sample " + Arrays.toString(values), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(record.toString(), e);
        }
    }

    public static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    /** A value for a component of this type and name; lists may be changed by who got them. */
    public static Object value(Type type, String component, boolean bare) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            List<Object> values = new ArrayList<>();
            if (!bare) {
                values.add(value(list.getActualTypeArguments()[0], component, false));
            }
            return values;
        }
        if (!(type instanceof Class<?> plain)) {
            throw new AssertionError(component + " has a type that messages do not have: " + type);
        }
        if (plain.isRecord() && plain != RawJson.class) {
            return make(plain, bare);
        }
        return plain.isEnum() ? plain.getEnumConstants()[0] : scalar(plain, component);
    }

    private static Object scalar(Class<?> type, String component) {
        return switch (type.getName()) {
            case "java.lang.String" -> TEXT_BY_COMPONENT.getOrDefault(component, HARD_TEXT);
            case "long", "java.lang.Long" -> 9_007_199_254_740_993L;
            case "int", "java.lang.Integer" -> 7;
            case "double", "java.lang.Double" -> 0.1 + 0.2;
            case "boolean", "java.lang.Boolean" -> true;
            case "java.time.Instant" -> Instant.parse("2026-03-01T12:00:00.123456Z");
            case "java.math.BigDecimal" -> new BigDecimal("12345678901234567890.10");
            case "io.crowdfundfix.json.RawJson" -> new RawJson("{\"a\":[1,\"ü\"]}");
            default -> throw new AssertionError(component + " has a type that messages do not have: " + type);
        };
    }
}
