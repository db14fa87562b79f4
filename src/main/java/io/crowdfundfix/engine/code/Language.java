package io.crowdfundfix.engine.code;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;
import org.treesitter.TreeSitterC;
import org.treesitter.TreeSitterCpp;
import org.treesitter.TreeSitterGo;
import org.treesitter.TreeSitterJava;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterTypescript;

/** A programming language whose files are parsed; one row each. */
@SuppressWarnings("ImmutableEnumChecker") // lists and sets that nobody can change
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
            CommentStyle.SLASHES),
    JAVASCRIPT(
            List.of("js", "jsx", "mjs", "cjs"),
            TreeSitterJavascript::new,
            new Grammar(
                    "class_declaration",
                    "function_declaration generator_function_declaration method_definition variable_declarator assignment_expression",
                    "import_statement",
                    "",
                    "export_statement class_body lexical_declaration variable_declaration expression_statement"),
            CommentStyle.SLASHES),
    TYPESCRIPT(
            List.of("ts", "tsx", "mts", "cts"),
            TreeSitterTypescript::new,
            new Grammar(
                    "class_declaration abstract_class_declaration interface_declaration enum_declaration type_alias_declaration",
                    "function_declaration generator_function_declaration method_definition method_signature function_signature"
                            + " abstract_method_signature variable_declarator assignment_expression",
                    "import_statement",
                    "",
                    "export_statement class_body interface_body object_type lexical_declaration variable_declaration"
                            + " expression_statement internal_module module ambient_declaration statement_block"),
            CommentStyle.SLASHES),
    PYTHON(
            List.of("py", "pyi"),
            TreeSitterPython::new,
            new Grammar(
                    "class_definition",
                    "function_definition",
                    "import_statement import_from_statement",
                    "",
                    "block decorated_definition if_statement try_statement"),
            CommentStyle.HASHES),
    GO(
            List.of("go"),
            TreeSitterGo::new,
            new Grammar(
                    "type_spec",
                    "function_declaration method_declaration",
                    "import_spec",
                    "package_clause",
                    "type_declaration import_declaration import_spec_list"),
            CommentStyle.SLASHES),
    C(
            List.of("c", "h"),
            TreeSitterC::new,
            new Grammar(
                    "struct_specifier union_specifier enum_specifier",
                    "function_definition",
                    "preproc_include",
                    "",
                    "preproc_ifdef preproc_if preproc_else declaration type_definition linkage_specification declaration_list"),
            CommentStyle.SLASHES),
    CPP(
            List.of("cpp", "cc", "cxx", "hpp", "hh", "hxx"),
            TreeSitterCpp::new,
            new Grammar(
                    "class_specifier struct_specifier union_specifier enum_specifier",
                    "function_definition",
                    "preproc_include",
                    "",
                    "preproc_ifdef preproc_if preproc_else declaration type_definition linkage_specification declaration_list"
                            + " namespace_definition field_declaration_list template_declaration"),
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
