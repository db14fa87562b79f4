package io.crowdfundfix.engine.locate;

/**
 * One way to see that a file is meant. The weight is that of its rank where no model is asked. Their order is that of a model's columns.
 */
enum Signal {
    NAME_MUCH(0.5),
    PATH_MUCH(0.2),
    METHODS_MUCH(0.5),
    COMMENTS_MUCH(0.4),
    CODE_MUCH(0.6),
    NAME_LITTLE(0),
    PATH_LITTLE(0),
    METHODS_LITTLE(0.3),
    COMMENTS_LITTLE(0.4),
    CODE_LITTLE(0.4),
    ALL_MUCH(1),
    ALL_LITTLE(1),
    TITLE(0.8),
    MEANING(1),
    HISTORY(1.2),
    HISTORY_MEANING(0.6),
    HISTORY_BEST(0),
    HISTORY_FOLDER(0),
    TRACE(3),
    TRACE_OWN(3),
    TRACE_NEIGHBOUR(0.3),
    NAMED(2),
    NAMED_BY_PATH(2),
    NAMED_IN_TITLE(1),
    NAMED_METHODS(0.6),
    NAMED_CODE(0.4),
    NAME_SHARE(0.8),
    NAME_SHARE_OF_TITLE(0.4),
    COVERED(0.5),
    /* From here on, what the best files by the signals before say of others. */
    IMPORTED(0),
    IMPORTING(0),
    FOLDER(0),
    FEEDBACK_WORDS(0),
    FEEDBACK_MEANING(0);

    static final int COUNT = values().length;

    private final double weight;

    Signal(double weight) {
        this.weight = weight;
    }

    double weight() {
        return weight;
    }
}
