/**
 * Reads source files: what they declare, import and comment, in the languages it carries. Promises an answer for every text, in bounded
 * time and memory: what cannot be parsed is read as plain words. Never executes, resolves or fetches anything that a file names.
 */
@NullMarked
package io.crowdfundfix.engine.code;

import org.jspecify.annotations.NullMarked;
