/**
 * Reads settings from file, environment and command line over the defaults in the code. A key that nobody knows or a value
 * that is not allowed stops the start with a message that names it.
 */
@NullMarked
package io.crowdfundfix.config;

import org.jspecify.annotations.NullMarked;
