package io.crowdfundfix.bugs;

/** How much harm a bug does. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
