package io.crowdfundfix.engine.triage;

import io.crowdfundfix.engine.learn.Terms;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.fault.Fault;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;

/**
 * One report of a project's tracker. Words that are not known are empty.
 *
 * @param key tells the reports of one project apart
 * @param priority in the project's own words
 * @param created days since 1970
 * @param resolved days since 1970; NaN while it is open
 */
public record Ticket(
        int key,
        String project,
        String reporter,
        String assignee,
        String priority,
        List<String> components,
        double created,
        double resolved,
        Content content) {
    private static final double SECONDS_A_DAY = Duration.ofDays(1).toSeconds();
    private static final int MAX_COMPONENTS = 8;

    public Ticket {
        components = List.copyOf(components);
    }

    /** Fails as INVALID, naming row and field, without project or creation date. */
    static Ticket of(Row row, Content content) {
        String project = row.required("project");
        return new Ticket(
                key(row),
                project,
                row.text("reporter"),
                row.text("assignee"),
                row.text("priority"),
                components(row.text("component")),
                days(row, row.required("created"), "created"),
                row.has("resolved") ? days(row, row.text("resolved"), "resolved") : Double.NaN,
                content);
    }

    /** The same for the same report in two files. */
    static int key(Row row) {
        return Terms.hash(row.text("project") + "/" + row.id() + "/" + row.text("created"));
    }

    static List<String> components(String field) {
        return Arrays.stream(field.split("[,;|]"))
                .map(String::strip)
                .filter(component -> !component.isEmpty())
                .distinct()
                .sorted()
                .limit(MAX_COMPONENTS)
                .toList();
    }

    private static double days(Row row, String time, String field) {
        try {
            return days(LocalDateTime.from(DateTimeFormatter.ISO_DATE_TIME.parse(time)));
        } catch (DateTimeParseException e) {
            throw Fault.invalid(row.file() + ":" + row.number(), field + " is no time such as 2012-05-28T21:33:00");
        }
    }

    static double days(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC) / SECONDS_A_DAY;
    }

    boolean hasAssignee() {
        return !assignee.isEmpty();
    }

    /** Whether its outcome was known at that time. */
    boolean resolvedBefore(double time) {
        return resolved < time;
    }

    boolean fixedByReporter() {
        return hasAssignee() && assignee.equals(reporter);
    }

    boolean shares(List<String> others) {
        for (String component : components) {
            if (others.contains(component)) {
                return true;
            }
        }
        return false;
    }
}
