package io.crowdfundfix.database;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values for the {@code #{name}} places of a statement; null stands for SQL null. Instants are given as {@link Times#toSql}. */
public final class Parameters {
    private final Map<String, Object> valueByName = new HashMap<>();

    private Parameters() {}

    public static Parameters none() {
        return new Parameters();
    }

    public static Parameters with(String name, @Nullable Object value) {
        return new Parameters().and(name, value);
    }

    @SuppressWarnings("NullAway") // the SQL client takes null for SQL null
    public Parameters and(String name, @Nullable Object value) {
        valueByName.put(name, value);
        return this;
    }

    Map<String, Object> valueByName() {
        return valueByName;
    }
}
