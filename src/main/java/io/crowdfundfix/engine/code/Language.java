package io.crowdfundfix.engine.code;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;
import org.treesitter.TreeSitterJava;

/** A programming language whose files are parsed; one row each. */
public enum Language {
    JAVA(
            List.of("java"),
            TreeSitterJava::new,
            new Grammar(
                    "class_declaration interface_declaration enum_declaration record_declaration annotation_type_declaration",
                    "method_declaration constructor_declaration compact_constructor_declaration annotation_type_element_declaration",
                    "import_declaration",
                    "package_declaration",
                    "class_body interface_body enum_body enum_body_declarations annotation_type_body"),
            CommentStyle.SLASHES);

    private static final Map<String, Language> ENDING_TO_LANGUAGE = endings();

    private final List<String> endings;
    private final Supplier<TSLanguage> parser;
    private final Grammar grammar;
    private final CommentStyle comments;

    Language(List<String> endings, Supplier<TSLanguage> parser, Grammar grammar, CommentStyle comments) {
        this.endings = endings;
        this.parser = parser;
        this.grammar = grammar;
        this.comments = comments;
    }

    /** By the ending of the file's name; null if it is not carried. */
    public static @Nullable Language of(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? null : ENDING_TO_LANGUAGE.get(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private static Map<String, Language> endings() {
        Map<String, Language> map = new HashMap<>();
        for (Language language : values()) {
            language.endings.forEach(ending -> map.put(ending, language));
        }
        return map;
    }

    Supplier<TSLanguage> parser() {
        return parser;
    }

    Grammar grammar() {
        return grammar;
    }

    CommentStyle comments() {
        return comments;
    }
}
