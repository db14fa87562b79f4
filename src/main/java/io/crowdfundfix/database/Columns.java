package io.crowdfundfix.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many rows for one statement, a column at a time: however many they are, the database is asked once. Both databases take arrays and
 * unfold them by {@code unnest}.
 *
 * @param <T> what a row is made of
 */
public final class Columns<T> {
    private final List<T> rows;
    private final List<Column> columns = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Column(
            String name, String type, @Nullable Object[] values) {}

    private Columns(List<T> rows) {
        this.rows = rows;
    }

    public static <T> Columns<T> of(List<T> rows) {
        return new Columns<>(rows);
    }

    public Columns<T> number(String name, Function<T, @Nullable Long> value) {
        return add(name, "bigint", value, Long[]::new);
    }

    public Columns<T> integer(String name, Function<T, @Nullable Integer> value) {
        return add(name, "integer", value, Integer[]::new);
    }

    public Columns<T> text(String name, Function<T, @Nullable String> value) {
        return add(name, "varchar", value, String[]::new);
    }

    public Columns<T> real(String name, Function<T, @Nullable Double> value) {
        return add(name, "double precision", value, Double[]::new);
    }

    public Columns<T> truth(String name, Function<T, Boolean> value) {
        return add(name, "boolean", value, Boolean[]::new);
    }

    public Columns<T> time(String name, Function<T, @Nullable Instant> value) {
        return add(name, "timestamp(6) with time zone", row -> toSql(value.apply(row)), OffsetDateTime[]::new);
    }

    private static @Nullable OffsetDateTime toSql(@Nullable Instant time) {
        return time == null ? null : Times.toSql(time);
    }

    private <V> Columns<T> add(
            String name, String type, Function<T, @Nullable V> value, IntFunction<@Nullable V[]> array) {
        columns.add(new Column(name, type, rows.stream().map(value).toArray(array)));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    String insert(String table) {
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        return "insert into " + table + " (" + names + ") select * from " + unnested();
    }

    /** The statement that sets all columns but the first in the rows that the first one names. */
    String update(String table) {
        String key = columns.get(0).name();
        String names = columns.stream().map(column -> "new_" + column.name()).collect(Collectors.joining(", "));
        String sets = columns.stream()
                .skip(1)
                .map(column -> column.name() + " = s.new_" + column.name())
                .collect(Collectors.joining(", "));
        return "merge into " + table + " using (select * from " + unnested() + " as u(" + names + ")) as s on " + table
                + "." + key + " = s.new_" + key + " when matched then update set " + sets;
    }

    private String unnested() {
        return columns.stream()
                .map(column -> "cast(#{" + column.name() + "} as " + column.type() + " array)")
                .collect(Collectors.joining(", ", "unnest(", ")"));
    }

    Parameters parameters() {
        Parameters parameters = Parameters.none();
        columns.forEach(column -> parameters.and(column.name(), column.values()));
        return parameters;
    }
}
