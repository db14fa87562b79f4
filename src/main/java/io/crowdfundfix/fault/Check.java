package io.crowdfundfix.fault;

import io.crowdfundfix.fault.Fault.FieldError;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a record's fields, so that one answer names all of it. Lengths count Unicode code points. */
public final class Check {
    private final List<FieldError> wrong = new ArrayList<>();

    private Check() {}

    public static Check that() {
        return new Check();
    }

    /** Required text that is not blank and can be stored. */
    public Check text(String field, @Nullable String value, int min, int max) {
        if (value == null) {
            return say(field, "is required");
        }
        if (value.isBlank() && min > 0) {
            return say(field, "must not be blank");
        }
        int length = value.codePointCount(0, value.length());
        if (length < min) {
            return say(field, "must have at least " + min + " characters, has " + length);
        }
        if (length > max) {
            return say(field, "must have at most " + max + " characters, has " + length);
        }
        return storable(field, value);
    }

    /** Text that may be absent; if present it follows the rules of {@link #text}. */
    public Check optionalText(String field, @Nullable String value, int min, int max) {
        return value == null ? this : text(field, value, min, max);
    }

    public Check pattern(String field, @Nullable String value, Pattern pattern, String meaning) {
        return value == null || pattern.matcher(value).matches() ? this : say(field, meaning);
    }

    public Check required(String field, @Nullable Object value) {
        return value == null ? say(field, "is required") : this;
    }

    public Check range(String field, long value, long min, long max) {
        return value < min || value > max
                ? say(field, "must be between " + min + " and " + max + ", is " + value)
                : this;
    }

    public Check range(String field, double value, double min, double max) {
        return value >= min && value <= max
                ? this
                : say(field, "must be between " + min + " and " + max + ", is " + value);
    }

    public Check size(String field, @Nullable Collection<?> values, int max) {
        return values == null || values.size() <= max
                ? this
                : say(field, "must have at most " + max + " entries, has " + values.size());
    }

    public Check isTrue(String field, boolean holds, String message) {
        return holds ? this : say(field, message);
    }

    /** Throws one fault that names all wrong fields, if there are any. */
    public void done() {
        if (!wrong.isEmpty()) {
            throw Fault.invalid(wrong);
        }
    }

    private Check storable(String field, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                return say(field, "must not contain the NUL character (at position " + i + ")");
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return say(field, "must not contain half of a surrogate pair (at position " + i + ")");
            }
        }
        return this;
    }

    private Check say(String field, String message) {
        wrong.add(new FieldError(field, message));
        return this;
    }
}
