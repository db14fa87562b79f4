/**
 * Loads the invented demo data once into an empty installation, through the same doors as everybody else.
 */
@NullMarked
package io.crowdfundfix.demo;

import org.jspecify.annotations.NullMarked;
