/** TODO-admin. */
@NullMarked
package io.crowdfundfix.admin;

import org.jspecify.annotations.NullMarked;
