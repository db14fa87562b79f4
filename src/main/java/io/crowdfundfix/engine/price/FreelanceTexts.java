package io.crowdfundfix.engine.price;

import io.crowdfundfix.engine.task.Row;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the rows of a freelance marketplace: a title and a report. */
final class FreelanceTexts {
    /** What a robot appends when the job has been priced; it tells of the price's later changes. */
    private static final Pattern APPENDED =
            Pattern.compile("<details><summary>Upwork Automation|Upwork Automation - |\\[View all open jobs");

    private FreelanceTexts() {}

    static String of(Row row) {
        String body = row.text("body");
        String steps = row.text("repro");
        return of(PostingRows.title(row), body.length() >= steps.length() ? body : steps);
    }

    /** Title and report as they were written before the job was priced. */
    static String of(String title, String body) {
        Matcher appended = APPENDED.matcher(body);
        return title + "\n" + (appended.find() ? body.substring(0, appended.start()) : body);
    }
}
