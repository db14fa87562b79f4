package io.crowdfundfix.engine.code;

import java.util.regex.Pattern;

/** The bare name within an import or a package clause. */
final class ImportText {
    private static final Pattern QUOTED = Pattern.compile("[\"'<]([^\"'<>]+)[\"'>]");
    private static final Pattern KEYWORDS = Pattern.compile(
            "^(package|import|from|#\\s*include|using)\\b|\\b(static|import|typeof|type)\\s|[;()*\\s]+$");

    private ImportText() {}

    static String of(String written) {
        var quoted = QUOTED.matcher(written);
        if (quoted.find()) {
            return quoted.group(1);
        }
        return KEYWORDS.matcher(written).replaceAll(" ").strip();
    }
}
