/**
 * Builds the cluster manager from the configuration. With clustering off this package does nothing.
 */
@NullMarked
package io.crowdfundfix.cluster;

import org.jspecify.annotations.NullMarked;
