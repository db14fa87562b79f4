package io.crowdfundfix.engine.fix;

/** A report, prepared to be compared with many changes. Made by {@link FixMatchModel#report}. */
public final class FixReport {
    private final String text;
    private final FixText title;
    private final FixText body;
    private final FixText whole;
    private final String project;

    FixReport(String text, FixText title, FixText body, FixText whole, String project) {
        this.text = text;
        this.title = title;
        this.body = body;
        this.whole = whole;
        this.project = project;
    }

    String text() {
        return text;
    }

    FixText title() {
        return title;
    }

    FixText body() {
        return body;
    }

    FixText whole() {
        return whole;
    }

    String project() {
        return project;
    }
}
