package io.crowdfundfix.engine.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts code into names, numbers, strings and operators; comments are left out. */
final class CodeTokens {
    private static final int MAX_TOKENS = 4_000;
    private static final Pattern COMMENT = Pattern.compile("//[^;{}]{0,300}|/\\*.{0,2000}?\\*/|^\\*.{0,500}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{0,80}|\\d[0-9A-Za-z.]{0,30}"
            + "|\"[^\"]{0,200}\"|'[^']{1,6}'|&&|\\|\\||[=!<>+*/%&|^-]=|\\+\\+|--|\\S");

    private CodeTokens() {}

    static List<String> of(List<String> lines) {
        List<String> tokens = new ArrayList<>();
        for (String line : lines) {
            Matcher token = TOKEN.matcher(COMMENT.matcher(line).replaceAll(" "));
            while (token.find() && tokens.size() < MAX_TOKENS) {
                tokens.add(token.group());
            }
        }
        return tokens;
    }

    static boolean isName(String token) {
        return Character.isJavaIdentifierStart(token.charAt(0));
    }
}
