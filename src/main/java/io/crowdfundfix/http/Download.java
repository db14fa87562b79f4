package io.crowdfundfix.http;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * A long answer made while it is read.
 *
 * @param contentType as the contract has it
 * @param fileName under which a browser keeps it
 * @param next the next part; asked for when the client has taken the one before
 */
public record Download(String contentType, String fileName, Supplier<Future<Part>> next) {
    /** A piece of bounded size. */
    public record Part(String text, boolean last) {}
}
