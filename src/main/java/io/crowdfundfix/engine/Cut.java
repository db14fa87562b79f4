package io.crowdfundfix.engine;

/** Shortens texts so that what is left can be stored anywhere: no half characters, no control characters. */
final class Cut {
    private Cut() {}

    /** At most {@code length} characters; a surrogate pair is never parted. */
    static String to(String text, int length) {
        return text.length() <= length ? text : text.substring(0, whole(text, length));
    }

    /** The given place, or the one before if it would part a surrogate pair. */
    static int whole(String text, int at) {
        boolean parts = at > 0 && at < text.length() && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
        return parts ? at - 1 : at;
    }

    /** At most {@code length} characters; control characters and lone surrogates become spaces, lines stay lines. */
    static String printable(String text, int length) {
        String cut = to(text, length);
        StringBuilder out = new StringBuilder(cut.length());
        cut.codePoints().forEach(c -> out.appendCodePoint(isPrintable(c) ? c : ' '));
        return out.toString();
    }

    private static boolean isPrintable(int c) {
        boolean line = c == '\n' || c == '\r' || c == '\t';
        return line || (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE);
    }
}
