/** TODO-funding. */
@NullMarked
package io.crowdfundfix.funding;

import org.jspecify.annotations.NullMarked;
