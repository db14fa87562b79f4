/**
 * Where in a repository the fix of a bug will go: keeps one index of code for each repository on each node that runs it, and ranks the
 * files and methods that a report points at. An index follows the repository's revision and can be thrown away at any time; nothing
 * else is stored here. It never reads a repository itself and knows nothing of who may see what.
 */
@NullMarked
package io.crowdfundfix.localisation;

import org.jspecify.annotations.NullMarked;
