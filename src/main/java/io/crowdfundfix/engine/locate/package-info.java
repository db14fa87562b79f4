/**
 * Finds the files of one repository in which a reported bug will be fixed. Promises the same answer for the same files, history and
 * report, in whatever order the files came, with memory and time bounded by the number of files. Never reads a repository itself: files,
 * vectors and earlier fixes are handed in, and {@link CodeIndex} can always be made again of them.
 */
@NullMarked
package io.crowdfundfix.engine.locate;

import org.jspecify.annotations.NullMarked;
