package io.crowdfundfix.engine;

import org.jspecify.annotations.Nullable;

/** Reads one line of a stack trace, in the notation of Java, JavaScript, C#, Python, Go, Rust, Ruby and debuggers. */
public final class FrameLine {
    private FrameLine() {}

    /** The frame on this line, or null if the line is none. */
    public static @Nullable Frame parse(String rawLine) {
        String line = rawLine.strip();
        if (line.startsWith("at ")) {
            return at(line.substring(3).strip());
        }
        if (line.startsWith("File \"")) {
            return python(line);
        }
        if (line.startsWith("#") && line.length() > 2 && isDigit(line.charAt(1))) {
            return debugger(line);
        }
        if (line.contains(".go:")) {
            return go(line);
        }
        return line.contains(".rb:") ? ruby(line) : null;
    }

    /** Java, JavaScript, C# and Rust all say {@code at}. */
    private static @Nullable Frame at(String rest) {
        int in = rest.indexOf(" in ");
        int cSharpLine = rest.lastIndexOf(":line ");
        if (in > 0 && cSharpLine > in) {
            return new Frame(
                    withoutArguments(rest.substring(0, in)),
                    rest.substring(in + 4, cSharpLine),
                    number(rest, cSharpLine + 6));
        }
        int open = rest.lastIndexOf('(');
        boolean closed = open > 0 && rest.endsWith(")");
        String symbol = closed ? symbol(rest.substring(0, open)) : "";
        String where = closed ? rest.substring(open + 1, rest.length() - 1) : rest;
        Frame located = located(symbol, where);
        if (located != null) {
            return located;
        }
        boolean qualified = symbol.indexOf('.') > 0 && symbol.indexOf(' ') < 0;
        return closed && qualified ? new Frame(symbol, where.endsWith(".java") ? where : "", 0) : null;
    }

    private static String symbol(String text) {
        String symbol = text.strip();
        int module = symbol.indexOf('/');
        boolean javaModule = module > 0 && symbol.indexOf(' ') < 0;
        symbol = javaModule ? symbol.substring(symbol.lastIndexOf('/') + 1) : symbol;
        symbol = symbol.startsWith("async ") ? symbol.substring(6) : symbol;
        symbol = symbol.startsWith("new ") ? symbol.substring(4) : symbol;
        int alias = symbol.indexOf(" [as ");
        return alias > 0 ? symbol.substring(0, alias) : symbol;
    }

    private static String withoutArguments(String text) {
        int open = text.indexOf('(');
        return open > 0 ? text.substring(0, open) : text;
    }

    /** A place that ends in one or two numbers, as in {@code file:line} and {@code file:line:column}. */
    private static @Nullable Frame located(String symbol, String where) {
        int last = where.lastIndexOf(':');
        if (last <= 0 || !isNumber(where, last + 1, where.length())) {
            return null;
        }
        int before = where.lastIndexOf(':', last - 1);
        boolean hasColumn = before > 0 && isNumber(where, before + 1, last);
        int cut = hasColumn ? before : last;
        String file = where.substring(0, cut);
        return file.contains(" ") && symbol.isEmpty() ? null : new Frame(symbol, file, number(where, cut + 1));
    }

    private static @Nullable Frame python(String line) {
        int close = line.indexOf("\", line ", 6);
        if (close < 0) {
            return null;
        }
        int in = line.indexOf(", in ", close);
        return new Frame(in < 0 ? "" : line.substring(in + 5), line.substring(6, close), number(line, close + 8));
    }

    /** {@code #0  0x0000 in function (arguments) at file.c:12}. */
    private static @Nullable Frame debugger(String line) {
        int at = line.lastIndexOf(" at ");
        int in = line.indexOf(" in ");
        if (at < 0 && (in < 0 || !line.contains("0x"))) {
            return null;
        }
        int from = in > 0 ? in + 4 : line.indexOf(' ');
        int to = at > from ? at : line.length();
        String symbol = withoutArguments(line.substring(from, to)).strip();
        Frame located = at < 0 ? null : located(symbol, line.substring(at + 4));
        return located == null && at >= 0 ? null : located == null ? new Frame(symbol, "", 0) : located;
    }

    private static @Nullable Frame go(String line) {
        int end = line.indexOf(' ');
        String where = end < 0 ? line : line.substring(0, end);
        boolean address = end < 0 || line.startsWith("+0x", end + 1);
        return address ? located("", where) : null;
    }

    /** {@code from file.rb:12:in `method'}. */
    private static @Nullable Frame ruby(String line) {
        int in = line.indexOf(":in ");
        if (in < 0) {
            return null;
        }
        String where = line.startsWith("from ") ? line.substring(5, in) : line.substring(0, in);
        String method = line.substring(in + 4).replace("`", "").replace("'", "");
        int end = method.indexOf(": ");
        return where.contains(" ") ? null : located(end < 0 ? method : method.substring(0, end), where);
    }

    private static int number(String text, int from) {
        int value = 0;
        for (int i = from; i < text.length() && i < from + 7 && isDigit(text.charAt(i)); i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    private static boolean isNumber(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return to > from;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
