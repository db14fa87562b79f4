package io.crowdfundfix.engine.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.treesitter.TSNode;
import org.treesitter.TSTreeCursor;

/** Collects what a parsed file declares, without looking into the bodies of methods; few of what there is too much of. */
final class Declarations {
    private static final int MOST = 5_000;
    private static final int MAX_DEPTH = 24;
    private static final int LONGEST_NAME = 200;
    private static final int MAX_STEPS_OF_NAME = 8;
    /** Values that make a name that of a function. */
    private static final Set<String> FUNCTIONS =
            Set.of("arrow_function", "function_expression", "function", "generator_function");

    private final Grammar grammar;
    private final String text;
    private final long end;
    private final List<Outline.Type> types = new ArrayList<>();
    private final List<Outline.Method> methods = new ArrayList<>();
    private final List<String> imports = new ArrayList<>();
    private String packageName = "";

    /** @param end when to stop, as {@link System#nanoTime()} has it */
    Declarations(Grammar grammar, String text, long end) {
        this.grammar = grammar;
        this.text = text;
        this.end = end;
    }

    Outline outline(CommentStyle.Parted parted) {
        return new Outline(packageName, types, methods, imports, parted.comments(), parted.code());
    }

    void walk(TSNode root) {
        children(root, "", 0);
    }

    private void children(TSNode parent, String container, int depth) {
        try (TSTreeCursor cursor = new TSTreeCursor(parent)) {
            boolean more = cursor.gotoFirstChild();
            while (more && System.nanoTime() < end) {
                take(cursor.currentNode(), container, depth);
                more = cursor.gotoNextSibling();
            }
        }
    }

    private void take(TSNode node, String container, int depth) {
        String kind = node.getType();
        if (grammar.types().contains(kind)) {
            String name = declares(node, kind) ? nameOf(node) : "";
            addType(node, kind, name);
            open(node, name.isEmpty() ? container : name, depth);
        } else if (grammar.methods().contains(kind)) {
            addMethod(node, kind, container);
        } else if (grammar.imports().contains(kind) && imports.size() < MOST) {
            imports.addAll(ImportText.of(textOf(node)));
        } else if (grammar.packages().contains(kind)) {
            packageName = String.join(".", ImportText.of(textOf(node)));
        } else if (grammar.opened().contains(kind)) {
            open(node, container, depth);
        }
    }

    private void open(TSNode node, String container, int depth) {
        if (depth < MAX_DEPTH) {
            children(node, container, depth + 1);
        }
    }

    private void addType(TSNode node, String kind, String name) {
        if (!name.isEmpty() && types.size() < MOST) {
            types.add(new Outline.Type(name, kind, firstLine(node), lastLine(node)));
        }
    }

    /** In C a type that is only used looks like one that is declared, but for its body. */
    private static boolean declares(TSNode node, String kind) {
        return !kind.endsWith("_specifier") || !node.getChildByFieldName("body").isNull();
    }

    private void addMethod(TSNode node, String kind, String container) {
        String name = switch (kind) {
            case "variable_declarator" -> isFunction(node.getChildByFieldName("value")) ? nameOf(node) : "";
            case "assignment_expression" ->
                isFunction(node.getChildByFieldName("right")) ? textOf(node.getChildByFieldName("left")) : "";
            default -> nameOf(node);
        };
        if (!name.isEmpty() && methods.size() < MOST) {
            methods.add(new Outline.Method(name, container, firstLine(node), lastLine(node)));
        }
    }

    private static boolean isFunction(TSNode value) {
        return !value.isNull() && FUNCTIONS.contains(value.getType());
    }

    /** The field "name", or what a declarator declares at its innermost. */
    private String nameOf(TSNode node) {
        TSNode at = node;
        for (int step = 0; step < MAX_STEPS_OF_NAME; step++) {
            TSNode name = at.getChildByFieldName("name");
            if (!name.isNull()) {
                return textOf(name);
            }
            TSNode declarator = at.getChildByFieldName("declarator");
            if (declarator.isNull()) {
                return step == 0 ? "" : textOf(at);
            }
            at = declarator;
        }
        return "";
    }

    private String textOf(TSNode node) {
        int from = Math.min(text.length(), node.getStartByte() / 2);
        int until = Math.min(text.length(), node.getEndByte() / 2);
        return text.substring(from, Math.min(until, from + LONGEST_NAME)).strip();
    }

    private static int firstLine(TSNode node) {
        return node.getStartPoint().getRow() + 1;
    }

    private static int lastLine(TSNode node) {
        return node.getEndPoint().getRow() + 1;
    }
}
