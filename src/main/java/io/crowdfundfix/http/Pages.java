package io.crowdfundfix.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;

/** The contract for programs and for people: {@code /openapi.json}, and {@code /docs} where it can be tried out. */
final class Pages {
    /** swagger-ui sets styles from its script, which is why styles alone may be inline. */
    private static final String POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
            + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    private Pages() {}

    static void mount(Router router, Buffer document, String swaggerUi) {
        Reading.of(router, "/openapi.json")
                .handler(context -> context.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(document));
        Reading.of(router, "/").handler(context -> context.redirect("/docs/"));
        router.getWithRegex("/docs").handler(context -> context.redirect("/docs/"));
        Reading.of(router, "/docs/*").handler(context -> {
            context.response().putHeader("Content-Security-Policy", POLICY);
            context.next();
        });
        Reading.of(router, "/docs/assets/*")
                .handler(StaticHandler.create("META-INF/resources/webjars/swagger-ui/" + swaggerUi));
        Reading.of(router, "/docs/*").handler(StaticHandler.create("web/docs"));
    }
}
