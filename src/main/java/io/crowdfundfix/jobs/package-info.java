/**
 * The durable queue: a row first, a hint second. A job is claimed by one worker at a time, retried with back-off, and kept with its
 * reason when it failed for good; a crash loses none.
 */
@NullMarked
package io.crowdfundfix.jobs;

import org.jspecify.annotations.NullMarked;
