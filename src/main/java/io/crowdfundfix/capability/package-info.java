/**
 * What a part of the product offers to the process that runs it: verticles, routes and health probes.
 */
@NullMarked
package io.crowdfundfix.capability;

import org.jspecify.annotations.NullMarked;
