/**
 * What becomes of a report in a tracker: who fixes it, how urgent it is, how many days it takes. Owns reading a tracker's
 * past, the signals drawn from what was known before a report was filed, the three models and their tasks. Never looks at
 * what became known later.
 */
@NullMarked
package io.crowdfundfix.engine.triage;

import org.jspecify.annotations.NullMarked;
