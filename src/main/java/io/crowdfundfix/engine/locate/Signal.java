package io.crowdfundfix.engine.locate;

import java.util.List;

/**
 * One way to see that a file is meant. The weight is that of its rank where no model is asked.
 */
enum Signal {
    NAME_MUCH(0, 0.5),
    PATH_MUCH(1, 0.2),
    METHODS_MUCH(2, 0.5),
    COMMENTS_MUCH(3, 0.4),
    CODE_MUCH(4, 0.6),
    NAME_LITTLE(5, 0),
    PATH_LITTLE(6, 0),
    METHODS_LITTLE(7, 0.3),
    COMMENTS_LITTLE(8, 0.4),
    CODE_LITTLE(9, 0.4),
    ALL_MUCH(10, 1),
    ALL_LITTLE(11, 1),
    TITLE(12, 0.8),
    MEANING(13, 1),
    HISTORY(14, 1.2),
    HISTORY_MEANING(15, 0.6),
    HISTORY_BEST(16, 0),
    HISTORY_FOLDER(17, 0),
    TRACE(18, 3),
    TRACE_OWN(19, 3),
    TRACE_NEIGHBOUR(20, 0.3),
    NAMED(21, 2),
    NAMED_BY_PATH(22, 2),
    NAMED_IN_TITLE(23, 1),
    NAMED_METHODS(24, 0.6),
    NAMED_CODE(25, 0.4),
    NAME_SHARE(26, 0.8),
    NAME_SHARE_OF_TITLE(27, 0.4),
    COVERED(28, 0.5),
    /* From here on, what the best files by the signals before say of others. */
    IMPORTED(29, 0),
    IMPORTING(30, 0),
    FOLDER(31, 0),
    FEEDBACK_WORDS(32, 0),
    FEEDBACK_MEANING(33, 0);

    static final int COUNT = values().length;

    private final int column;
    private final double weight;

    Signal(int column, double weight) {
        this.column = column;
        this.weight = weight;
    }

    /** From 0; models are bound to it. */
    int column() {
        return column;
    }

    /** What the best files by the first say of others. */
    static List<Signal> second() {
        return List.of(values()).subList(IMPORTED.column, COUNT);
    }

    /** What a file has by itself. */
    static List<Signal> first() {
        return List.of(values()).subList(0, IMPORTED.column);
    }

    double weight() {
        return weight;
    }
}
