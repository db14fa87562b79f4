package io.crowdfundfix.engine.duplicate;

/** The encoder's unit vectors of a report, plain and as the model turned them. */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record ReportVectors(float[] title, float[] whole, float[] nearTitle, float[] nearWhole) {
    static ReportVectors of(float[] title, float[] whole, Projection projection) {
        return new ReportVectors(title, whole, projection.of(title), projection.of(whole));
    }
}
