package io.crowdfundfix.engine.issuetype;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a report is, in the words of the data. */
public enum IssueType {
    BUG(0),
    FEATURE(1),
    QUESTION(2);

    static final int COUNT = values().length;

    /** Its place in arrays and in trained models: never to be changed. */
    final int index;

    IssueType(int index) {
        this.index = index;
    }

    /** Empty if the label is no type. */
    public static Optional<IssueType> of(String label) {
        return Arrays.stream(values())
                .filter(type -> type.label().equalsIgnoreCase(label.strip()))
                .findFirst();
    }

    /** As data and interface spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
