package io.crowdfundfix.engine.locate;

import java.util.Locale;

/** A part of a file that words are found in. */
enum SourceField {
    NAME,
    PATH,
    METHODS,
    COMMENTS,
    CODE;

    static final int COUNT = values().length;

    /** As the index calls it. */
    String terms() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column of how many words a file has there. */
    String length() {
        return terms() + "_length";
    }
}
