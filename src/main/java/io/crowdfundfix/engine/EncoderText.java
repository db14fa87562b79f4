package io.crowdfundfix.engine;

/**
 * What the encoder reads of a report: the reporter's own telling without template text, code and logs. Whoever trains on
 * vectors of reports embeds this, so that a report in service needs one pass of the encoder for everything.
 *
 * @param title where the title lies in the text
 * @param rest where everything else lies; may be empty
 */
public record EncoderText(String text, Span title, Span rest) {
    public static EncoderText of(String title, String description) {
        return of(ReportText.parse(title, description, null));
    }

    static EncoderText of(ReportText report) {
        String text = report.embeddingText();
        Span title = report.titleSpan();
        return new EncoderText(text, title, new Span(title.end(), text.length()));
    }
}
