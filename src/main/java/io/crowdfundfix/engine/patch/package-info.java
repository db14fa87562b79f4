/**
 * Whether a patch that makes the tests pass is right, or only fits the tests: what it changes in the code, compared with patches
 * whose verdict is known. Owns reading diffs, their features and the task that learns from them; compiles and runs nothing.
 */
@NullMarked
package io.crowdfundfix.engine.patch;

import org.jspecify.annotations.NullMarked;
