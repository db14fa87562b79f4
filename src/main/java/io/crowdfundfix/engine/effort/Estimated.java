package io.crowdfundfix.engine.effort;

/** A story and the points that its team gave it. */
record Estimated(Story story, double points) {}
