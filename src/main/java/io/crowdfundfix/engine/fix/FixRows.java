package io.crowdfundfix.engine.fix;

import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Texts;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads reports and messages from data rows. */
final class FixRows {
    /** Quatrain's projects carry letters of the row's own commit hash, as in "oak-dca", which would name the right answer. */
    private static final Pattern HASH_LETTERS = Pattern.compile("-[a-f]+$");

    private FixRows() {}

    static String title(Row row) {
        return body(row).isBlank() ? row.required("title") : row.text("title");
    }

    static String body(Row row) {
        String body = row.text("description");
        return body.equals("None") ? "" : body;
    }

    static String whole(Row row) {
        return (title(row) + "\n" + body(row)).strip();
    }

    static String message(Row row) {
        return row.text("commit_message");
    }

    static String project(Row row) {
        return HASH_LETTERS.matcher(row.text("project")).replaceFirst("");
    }

    static List<FixReport> reports(List<Row> rows, Wording wording, Texts texts) {
        float[][] titles = texts.vectors(rows.stream().map(FixRows::title).toList());
        float[][] wholes = texts.vectors(rows.stream().map(FixRows::whole).toList());
        return IntStream.range(0, rows.size())
                .mapToObj(i -> FixMatchModel.report(
                        wording,
                        title(rows.get(i)),
                        body(rows.get(i)),
                        new FixMatchModel.Placed(
                                project(rows.get(i)), new FixMatchModel.Meaning(titles[i], wholes[i]))))
                .toList();
    }

    static List<FixChange> changes(List<Row> rows, Wording wording, Texts texts) {
        float[][] meanings = texts.vectors(rows.stream().map(FixRows::message).toList());
        return IntStream.range(0, rows.size())
                .mapToObj(i -> FixMatchModel.change(wording, message(rows.get(i)), project(rows.get(i)), meanings[i]))
                .toList();
    }
}
