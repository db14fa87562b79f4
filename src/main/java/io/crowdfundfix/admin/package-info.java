/**
 * Shows administrators what the platform keeps for them: accounts, the audit log, the queue of jobs. Promises that nobody else sees any of
 * it, and that what they change stands in the audit log. Owns no data, and never changes what another capability decides.
 */
@NullMarked
package io.crowdfundfix.admin;

import org.jspecify.annotations.NullMarked;
