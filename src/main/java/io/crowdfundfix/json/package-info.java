/**
 * The object mappers, one per purpose: what clients send, what nodes send each other, what operators write.
 */
@NullMarked
package io.crowdfundfix.json;

import org.jspecify.annotations.NullMarked;
