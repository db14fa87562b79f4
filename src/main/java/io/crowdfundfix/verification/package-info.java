/**
 * Owns fixes that were handed in, the checks that each went through and the verdict. Promises that what was taken is judged once, that
 * every check is shown with its weight and reason, and that funding hears of each verdict. Never runs anybody's code, never moves money
 * and never reaches an internal address.
 */
@NullMarked
package io.crowdfundfix.verification;

import org.jspecify.annotations.NullMarked;
