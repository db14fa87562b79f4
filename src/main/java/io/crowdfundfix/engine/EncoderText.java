package io.crowdfundfix.engine;

/** What the encoder reads of a report: models that learn from such vectors meet the same ones in live reports. */
public final class EncoderText {
    private EncoderText() {}

    /** The title, then what the reporter tells, without template text, code and logs. */
    public static String of(String title, String description) {
        return ReportText.parse(title, description, null).embeddingText();
    }
}
