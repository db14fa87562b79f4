package io.crowdfundfix.engine;

/** A thing a report holds, whatever it is about. */
enum Signal {
    STEPS,
    EXPECTED,
    ACTUAL,
    VERSION,
    ENVIRONMENT,
    CODE,
    LOGS,
    URL,
    PROPOSAL,
    SCREENSHOT
}
