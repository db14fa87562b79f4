/** TODO-analytics. */
@NullMarked
package io.crowdfundfix.analytics;

import org.jspecify.annotations.NullMarked;
