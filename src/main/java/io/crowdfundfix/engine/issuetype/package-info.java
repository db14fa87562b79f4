/**
 * Tells bugs, wishes and questions apart, learned from labelled reports of several repositories. Owns the features, the
 * model and how it is trained and measured. Knows neither the encoder nor a stored report: vectors come from outside.
 */
@NullMarked
package io.crowdfundfix.engine.issuetype;

import org.jspecify.annotations.NullMarked;
