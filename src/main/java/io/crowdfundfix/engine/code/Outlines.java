package io.crowdfundfix.engine.code;

import java.util.List;

/**
 * Reads source files. A file of more than {@value #MAX_CHARACTERS} characters, or with a line of more than {@value #MAX_LINE}, is made by
 * a machine or is none: it is not read, so that only its path tells of it.
 */
public final class Outlines {
    static final int MAX_CHARACTERS = 1 << 20;
    static final int MAX_LINE = 20_000;

    private Outlines() {}

    /** Never throws; what is not carried or cannot be parsed has its words only. */
    public static Outline read(String path, String text) {
        if (text.length() > MAX_CHARACTERS || hasLongLine(text)) {
            return Outline.EMPTY;
        }
        Language language = Language.of(path);
        CommentStyle style = language == null ? CommentStyle.NONE : language.comments();
        CommentStyle.Parted parted = style.part(text);
        Declarations declared = language == null ? null : SyntaxTrees.declarations(language, text);
        return declared == null ? words(parted) : declared.outline(parted);
    }

    private static Outline words(CommentStyle.Parted parted) {
        return new Outline("", List.of(), List.of(), List.of(), parted.comments(), parted.code());
    }

    private static boolean hasLongLine(String text) {
        int start = 0;
        while (text.length() - start > MAX_LINE) {
            int end = text.indexOf('\n', start);
            if (end < 0 || end - start > MAX_LINE) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }
}
