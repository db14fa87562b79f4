/**
 * What a change leaves behind in its own transaction: an entry of the audit log and what it adds to the figures of analytics. Either is
 * there when the change is, and not otherwise. Entries are only added; figures are drained by analytics.
 */
@NullMarked
package io.crowdfundfix.journal;

import org.jspecify.annotations.NullMarked;
