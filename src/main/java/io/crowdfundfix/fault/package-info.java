/**
 * Expected failures: one type from the domain to the HTTP answer. It knows no Vert.x and no HTTP.
 */
@NullMarked
package io.crowdfundfix.fault;

import org.jspecify.annotations.NullMarked;
