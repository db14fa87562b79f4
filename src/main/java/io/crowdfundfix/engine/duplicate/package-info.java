/**
 * Which stored reports tell of the same bug as a new one. Owns what two reports are compared by, the trained model that
 * ranks candidates and judges how surely one is a duplicate, and how that model is trained and measured. Finds no
 * candidates in a database and decides nothing: it is handed reports and answers with scores and evidence.
 */
@NullMarked
package io.crowdfundfix.engine.duplicate;

import org.jspecify.annotations.NullMarked;
