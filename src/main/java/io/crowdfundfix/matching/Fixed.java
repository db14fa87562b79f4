package io.crowdfundfix.matching;

import java.time.Instant;

/** A bug that a developer was paid for. */
record Fixed(long bug, Instant at) {}
