/** TODO-matching. */
@NullMarked
package io.crowdfundfix.matching;

import org.jspecify.annotations.NullMarked;
