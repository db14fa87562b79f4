/**
 * H2 or PostgreSQL behind one set of SQL: pools, transactions, ids, migrations. Failures arrive as faults; what a transaction
 * acknowledged survives the end of the process.
 */
@NullMarked
package io.crowdfundfix.database;

import org.jspecify.annotations.NullMarked;
