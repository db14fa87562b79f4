package io.crowdfundfix.engine.locate;

import java.util.Locale;

/** A part of a file that words are found in. */
enum SourceField {
    NAME(0, Signal.NAME_MUCH, Signal.NAME_LITTLE),
    PATH(1, Signal.PATH_MUCH, Signal.PATH_LITTLE),
    METHODS(2, Signal.METHODS_MUCH, Signal.METHODS_LITTLE),
    COMMENTS(3, Signal.COMMENTS_MUCH, Signal.COMMENTS_LITTLE),
    CODE(4, Signal.CODE_MUCH, Signal.CODE_LITTLE);

    static final int COUNT = values().length;

    private final int place;
    private final Signal much;
    private final Signal little;

    SourceField(int place, Signal much, Signal little) {
        this.place = place;
        this.much = much;
        this.little = little;
    }

    /** From 0. */
    int place() {
        return place;
    }

    /** What its words say where the length of a file weighs much. */
    Signal much() {
        return much;
    }

    /** What its words say where the length of a file weighs little. */
    Signal little() {
        return little;
    }

    /** As the index calls it. */
    String terms() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column of how many words a file has there. */
    String length() {
        return terms() + "_length";
    }
}
