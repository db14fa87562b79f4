package io.crowdfundfix.engine.effort;

/**
 * Work that a team estimates, as it is known before.
 *
 * @param place its place among its project's, by which earlier ones are told; the number in its key
 * @param text title and description as they were written, without markup
 * @param vector the meaning of both, of length one
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between rows and models, never compared
record Story(String project, double place, String text, float[] vector) {}
