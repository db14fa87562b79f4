package io.crowdfundfix.engine.code;

import java.util.List;

/**
 * What a source file holds. Lines count from 1.
 *
 * @param packageName empty where the language has none
 * @param imports as they are written, without keywords and quotes
 * @param comments the text of all comments
 * @param code the text without comments
 */
public record Outline(
        String packageName,
        List<Type> types,
        List<Method> methods,
        List<String> imports,
        String comments,
        String code) {
    /** Of a file that is not read. */
    public static final Outline EMPTY = new Outline("", List.of(), List.of(), List.of(), "", "");

    public Outline {
        types = List.copyOf(types);
        methods = List.copyOf(methods);
        imports = List.copyOf(imports);
    }

    /**
     * A declared type.
     *
     * @param kind as the grammar calls the declaration
     */
    public record Type(String name, String kind, int firstLine, int lastLine) {}

    /**
     * A method or function.
     *
     * @param container the innermost type around it, empty if there is none
     */
    public record Method(String name, String container, int firstLine, int lastLine) {}
}
