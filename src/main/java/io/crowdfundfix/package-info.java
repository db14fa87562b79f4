/**
 * The process: {@link io.crowdfundfix.Main} reads the configuration and lists the capabilities,
 * {@link io.crowdfundfix.Node} starts and stops them. Nothing depends on this package.
 */
@NullMarked
package io.crowdfundfix;

import org.jspecify.annotations.NullMarked;
