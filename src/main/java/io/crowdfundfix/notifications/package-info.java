/** TODO-notifications. */
@NullMarked
package io.crowdfundfix.notifications;

import org.jspecify.annotations.NullMarked;
