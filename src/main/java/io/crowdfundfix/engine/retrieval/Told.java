package io.crowdfundfix.engine.retrieval;

/** What a bug's reporter told, as an index of words hands it back: the beginning of it, of {@value #CHARACTERS} characters at most. */
public record Told(String title, String body) {
    static final int CHARACTERS = 4_000;

    public Told {
        title = beginning(title);
        body = beginning(body);
    }

    private static String beginning(String text) {
        return text.length() <= CHARACTERS ? text : text.substring(0, CHARACTERS);
    }
}
