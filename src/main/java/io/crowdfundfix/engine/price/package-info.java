/**
 * What others paid for work like this: learned from posted bounties and from freelance prices, adapted by the prices that an
 * installation has paid itself. Owns the price model and its task; knows no database and no currency but the US dollar.
 */
@NullMarked
package io.crowdfundfix.engine.price;

import org.jspecify.annotations.NullMarked;
