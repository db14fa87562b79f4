/** TODO-verification. */
@NullMarked
package io.crowdfundfix.verification;

import org.jspecify.annotations.NullMarked;
