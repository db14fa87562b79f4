package io.crowdfundfix.engine;

/** Everything the engine says of one report. */
@SuppressWarnings("ArrayRecordComponent") // the vector is stored, never compared as part of the record
public record Examined(String summary, Assessment assessment, Fingerprint fingerprint, float[] vector, String model) {}
