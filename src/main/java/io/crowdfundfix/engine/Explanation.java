package io.crowdfundfix.engine;

/** Why a field of the analysis says what it says, in plain words. */
public record Explanation(String field, String reason) {}
