package io.crowdfundfix.engine.code;

/** How a language marks comments and text in quotes; finds them without a parser, in one pass. */
enum CommentStyle {
    SLASHES("//", "/*", "*/"),
    HASHES("#", "\"\"\"", "\"\"\""),
    NONE("", "", "");

    private final String line;
    private final String open;
    private final String close;

    CommentStyle(String line, String open, String close) {
        this.line = line;
        this.open = open;
        this.close = close;
    }

    /** The text of a file, taken apart. */
    record Parted(String comments, String code) {}

    Parted part(String text) {
        if (line.isEmpty()) {
            return new Parted("", text);
        }
        StringBuilder comments = new StringBuilder();
        StringBuilder code = new StringBuilder(text.length());
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = at + 1;
            if (begins(text, at, c)) {
                end = commentEnd(text, at);
                code.append(text, from, at).append(' ');
                comments.append(text, at, end).append('\n');
                from = end;
            } else if (c == '"' || c == '\'' || c == '`') {
                end = quoteEnd(text, at, c);
            }
            at = end;
        }
        code.append(text, from, text.length());
        return new Parted(comments.toString(), code.toString());
    }

    private boolean begins(String text, int at, char c) {
        return (c == line.charAt(0) || c == open.charAt(0)) && (text.startsWith(line, at) || text.startsWith(open, at));
    }

    private int commentEnd(String text, int at) {
        boolean block = text.startsWith(open, at);
        int found = block ? text.indexOf(close, at + open.length()) : text.indexOf('\n', at);
        return found < 0 ? text.length() : block ? found + close.length() : found;
    }

    /** Quotes end on their line: one that is not closed hides no comment behind it. */
    private static int quoteEnd(String text, int at, char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote || c == '\n') {
                return i + 1;
            }
            if (c == '\\') {
                i++;
            }
        }
        return text.length();
    }
}
