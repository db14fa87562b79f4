package io.crowdfundfix.engine.fix;

/** The message of a commit or pull request, prepared to be compared with many reports. Made by {@link FixMatchModel#change}. */
public final class FixChange {
    private final String text;
    private final FixText message;
    private final String project;

    FixChange(String text, FixText message, String project) {
        this.text = text;
        this.message = message;
        this.project = project;
    }

    String text() {
        return text;
    }

    FixText message() {
        return message;
    }

    String project() {
        return project;
    }
}
