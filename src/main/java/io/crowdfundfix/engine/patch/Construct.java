package io.crowdfundfix.engine.patch;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What code may hold, as patterns over its tokens with a blank between each two. */
enum Construct {
    CONDITION("a condition", "\\bif \\("),
    CONSTANT_CONDITION(
            "a condition that is always true or false", "\\bif \\( (?:! )?(?:true|false) \\)|\\( (?:true|false) \\)"),
    CONSTANT_OPERAND(
            "a constant inside a condition", "(?:&&|\\|\\|) (?:true|false)\\b|\\b(?:true|false) (?:&&|\\|\\|)"),
    CONSTANT_COMPARED("a comparison with true or false", "== (?:true|false)\\b"),
    NULL_CHECK("a null check", "[!=]= null\\b|\\bnull [!=]="),
    TYPE_CHECK("a type check", "\\binstanceof\\b"),
    RETURN("a return", "\\breturn\\b"),
    RETURN_NOTHING("a return without a value", "\\breturn ;"),
    RETURN_CONSTANT("a return of a constant", "\\breturn (?:- )?(?:null|true|false|\\d\\S*|\"[^\"]*\") ;"),
    JUMP("a break or continue", "\\b(?:break|continue)\\b"),
    THROW("an exception", "\\bthrow\\b"),
    CATCH("a try or catch", "\\b(?:try|catch|finally)\\b"),
    LOOP("a loop", "\\b(?:for|while|do) [({]"),
    ELSE("an else", "\\belse\\b"),
    CASE("a case", "\\b(?:case|default|switch)\\b"),
    DECLARATION(
            "a new variable",
            "\\b(?:int|long|double|float|boolean|char|byte|short|String|[A-Z]\\w*(?: > )?) [a-z]\\w* ="),
    ASSIGNMENT("an assignment", " [+*/-]?= "),
    STEP("a count up or down", "\\+\\+|--|[+-]= 1 "),
    CALL("a call", "\\w \\("),
    CALL_STATEMENT("a call for its effect", "(?:^|[;{}] )(?:\\w{1,80} \\. ){0,12}\\w{1,80} \\([^;]{0,300}\\) ;"),
    CREATION("a new object", "\\bnew [A-Z]"),
    AND("a further condition (and)", "&&"),
    OR("an alternative condition (or)", "\\|\\|"),
    NOT("a negation", "! [\\w(]|!="),
    ORDER("an order comparison", " [<>]=? "),
    EQUALITY("an equality comparison", "[!=]="),
    QUESTION("a choice between two values", " \\? "),
    NUMBER("a number", "\\b\\d[\\w.]*"),
    TEXT("a text constant", "\""),
    MATH("a mathematical function", "\\b(?:Math|FastMath|MathUtils|Precision) \\."),
    CAST("a cast", "\\( (?:int|long|double|float|byte|short|char|[A-Z]\\w*) \\) [\\w(]"),
    LENGTH("a length or size", "\\. (?:length|size|isEmpty|getLength)\\b"),
    NULL_VALUE("null as a value", "(?:[(,=] |return )null\\b"),
    THIS("this", "\\bthis\\b"),
    INDEX("an index", "\\w \\["),
    BRACKETED("a bracketed operand", "\\( \\( |\\( \\d+ \\)"),
    CONSTANT_FIRST("a constant before the comparison", "\\( \\d+ \\) [=!<>]|[(&|] \\d+ [=!<>]"),
    METHOD("a method", "\\b(?:public|private|protected) "),
    FIELD_CONSTANT("a named constant", "\\b[A-Z][A-Z_]{2,}\\b"),
    INCLUDE("an import", "\\bimport\\b");

    private static final int MOST = 50;

    private final String name;
    private final Pattern pattern;

    Construct(String name, String pattern) {
        this.name = name;
        this.pattern = Pattern.compile(pattern);
    }

    /** As a person says it. */
    String words() {
        return name;
    }

    int count(String code) {
        Matcher matcher = pattern.matcher(code);
        int count = 0;
        while (count < MOST && matcher.find()) {
            count++;
        }
        return count;
    }
}
