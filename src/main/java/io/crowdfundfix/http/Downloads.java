package io.crowdfundfix.http;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.http.Download.Part;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The downloads that one HTTP verticle serves at once: a limited number, each no faster than its client reads. One that fails on the way
 * breaks off, so that nobody takes it for whole.
 */
final class Downloads {
    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
    private static final int MAX_AT_ONCE = 8;
    private static final int MAX_QUEUED_BYTES = 256 * 1024;

    private int running;

    void run(RoutingContext context, Download download) {
        if (running >= MAX_AT_ONCE) {
            throw Fault.busy("This node serves its limit of " + MAX_AT_ONCE + " downloads");
        }
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, download.contentType())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + download.fileName() + "\"");
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        running++;
        new Running(response, download).begin();
    }

    private final class Running {
        private final HttpServerResponse response;
        private final Download download;
        private boolean over;

        Running(HttpServerResponse response, Download download) {
            this.response = response;
            this.download = download;
        }

        void begin() {
            response.setChunked(true).setWriteQueueMaxSize(MAX_QUEUED_BYTES);
            response.closeHandler(gone -> over());
            response.exceptionHandler(broken -> over());
            pull();
        }

        private void pull() {
            if (!over) {
                download.next().get().onSuccess(this::write).onFailure(this::breakOff);
            }
        }

        private void write(Part part) {
            if (over) {
                return;
            }
            response.write(part.text());
            if (part.last()) {
                over();
                response.end();
            } else if (response.writeQueueFull()) {
                response.drainHandler(drained -> pull());
            } else {
                pull();
            }
        }

        private void breakOff(Throwable failure) {
            LOG.warn("a download broke off: {}", failure.getMessage());
            over();
            response.reset();
        }

        private void over() {
            if (!over) {
                over = true;
                running--;
            }
        }
    }
}
