/**
 * Whether a change answers a report: how alike a report and the message of a commit or pull request are, in words, names and
 * meaning, and how sure that makes us. Owns the features, their weights and the task that learns them; never reads the code of
 * the change.
 */
@NullMarked
package io.crowdfundfix.engine.fix;

import org.jspecify.annotations.NullMarked;
