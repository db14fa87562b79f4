package io.crowdfundfix.engine;

/** A place in a stack trace; the file is empty and the line 0 where the trace does not say. */
public record Frame(String symbol, String file, int line) {
    private static final String[] RUNTIME = {
        "java.",
        "javax.",
        "jdk.",
        "sun.",
        "com.sun.",
        "kotlin.",
        "scala.",
        "System.",
        "Microsoft.",
        "runtime.",
        "core::",
        "std::",
        "rust_",
        "__libc",
        "node:",
        "internal/",
        "_start",
        "clone"
    };

    /** True for code of the language's own run time, where bugs seldom are. */
    boolean ofRuntime() {
        for (String prefix : RUNTIME) {
            if (symbol.startsWith(prefix) || file.startsWith(prefix)) {
                return true;
            }
        }
        return file.contains("site-packages") || file.contains("node_modules") || file.contains("/rustc/");
    }

    /** The last two parts of the symbol: {@code CartService.total}. */
    String shortSymbol() {
        int last = symbol.lastIndexOf('.');
        int before = last < 0 ? -1 : symbol.lastIndexOf('.', last - 1);
        return symbol.substring(before + 1);
    }

    /** The file without its folders. */
    public String fileName() {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    /** What stays the same when lines move: the symbol if there is one, else the file. */
    String place() {
        return symbol.isEmpty() ? fileName() : symbol;
    }

    @Override
    public String toString() {
        String where = fileName() + (line > 0 ? ":" + line : "");
        if (symbol.isEmpty()) {
            return where;
        }
        return where.isEmpty() ? shortSymbol() : shortSymbol() + " (" + where + ")";
    }
}
