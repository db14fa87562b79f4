package io.crowdfundfix.engine.issuetype;

import io.crowdfundfix.engine.learn.Terms;
import java.util.List;
import java.util.function.Function;

/**
 * A part of a report whose words are features of their own.
 *
 * @param index its place among the blocks, and in trained models
 * @param maxTerms how many of its words, and pairs of words, are known at most
 */
record TextBlock(String name, int index, Terms terms, int maxTerms, Function<ReportParts, String> text) {
    /** Words in fewer reports are not learned. */
    static final int MIN_REPORTS = 2;

    static final TextBlock TITLE = new TextBlock("title", 0, Terms.ofWords(2), 8_000, ReportParts::title);
    static final TextBlock BODY = new TextBlock("body", 1, Terms.ofWords(2), 30_000, ReportParts::body);
    /** The words of a form are not words that a person would recognise. */
    static final TextBlock FORM = new TextBlock("form_words", 2, Terms.ofWords(1), 5_000, ReportParts::form);

    static final List<TextBlock> ALL = List.of(TITLE, BODY, FORM);

    String of(ReportParts report) {
        return text.apply(report);
    }
}
