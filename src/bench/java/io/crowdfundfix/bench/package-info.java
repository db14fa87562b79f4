/** Benchmarks: programs to run by hand on a quiet machine. docs/benchmarks.md has the commands and what they printed. */
@NullMarked
package io.crowdfundfix.bench;

import org.jspecify.annotations.NullMarked;
