package io.crowdfundfix.engine.effort;

import io.crowdfundfix.engine.EncoderText;
import io.crowdfundfix.engine.task.Row;
import io.crowdfundfix.engine.task.Texts;
import io.crowdfundfix.fault.Fault;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads the rows of issue trackers. */
final class StoryRows {
    static final String POINTS = "story_points";
    private static final int MAX_CHARS = 20_000;
    private static final Pattern JIRA = Pattern.compile("\\{[a-zA-Z]+(?::[^}]{0,40})?\\}");
    private static final Pattern TAG = Pattern.compile("<[^>]{0,200}>");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})$");

    private StoryRows() {}

    static List<Story> read(List<Row> rows, Texts texts) {
        float[][] vectors = texts.vectors(rows.stream().map(StoryRows::meaning).toList());
        return IntStream.range(0, vectors.length)
                .mapToObj(i -> read(rows.get(i), vectors[i]))
                .toList();
    }

    private static Story read(Row row, float[] vector) {
        String project = row.required("project").strip().replaceAll("\\s+", " ");
        return new Story(project, place(row.id()), words(row.text("title"), row.text("description")), vector);
    }

    /** Not finite, and so after everything, if the id ends in no number. */
    private static double place(String id) {
        Matcher number = NUMBER.matcher(id);
        return number.find() ? Integer.parseInt(number.group(1)) : Double.POSITIVE_INFINITY;
    }

    /** Title and description as the vocabulary reads them. */
    static String words(String title, String description) {
        return title + "\n" + TAG.matcher(plain(description)).replaceAll(" ");
    }

    private static String meaning(Row row) {
        String title = row.json().has("title") ? row.text("title") : row.required("title");
        return EncoderText.of(title, plain(row.text("description")));
    }

    private static String plain(String description) {
        String bounded = description.length() > MAX_CHARS ? description.substring(0, MAX_CHARS) : description;
        return JIRA.matcher(bounded).replaceAll(" ");
    }

    /** Fails as INVALID, naming the row, if there are none or they cannot be. */
    static double points(Row row) {
        double points = row.number(POINTS);
        if (!(points >= 0 && points < 1e6)) {
            throw Fault.invalid(row.file() + ":" + row.number(), POINTS + " must be between 0 and 1e6: " + points);
        }
        return points;
    }
}
