package io.crowdfundfix.jobs;

/**
 * One claimed piece of work.
 *
 * @param subject the row it is about
 * @param attempt 1 at the first try
 * @param revision how often it was asked for while it waited
 */
public record Job(long id, String kind, long subject, int attempt, long revision) {}
