package io.crowdfundfix.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;

/** Routes that read: who may GET may ask for the HEAD alone. */
final class Reading {
    private Reading() {}

    static Route of(Router router, String path) {
        return router.get(path).method(HttpMethod.HEAD);
    }
}
