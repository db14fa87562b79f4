package io.crowdfundfix.http;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * One part whose health is shown.
 *
 * @param required whether the node is not ready without it
 * @param check a short word on its state; a failure says it is down
 */
public record Probe(String name, boolean required, Supplier<Future<String>> check) {}
