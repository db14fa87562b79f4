package io.crowdfundfix.http;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.http.Contract.Operation;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the contract says of a request's head: media types and the names of its parameters. */
final class RequestShape {
    private RequestShape() {}

    static void check(RoutingContext context, Operation operation) {
        checkAccept(context, operation);
        checkContentType(context, operation);
        for (String name : context.queryParams().names()) {
            if (!operation.query().contains(name)) {
                throw Fault.invalid(
                        name,
                        operation.query().isEmpty()
                                ? "is not a parameter: this takes none"
                                : "is not a parameter; parameters: "
                                        + operation.query().stream().sorted().collect(Collectors.joining(", ")));
            }
        }
    }

    private static void checkAccept(RoutingContext context, Operation operation) {
        List<MIMEHeader> accepted = context.parsedHeaders().accept();
        if (accepted.isEmpty() || operation.produces().isEmpty()) {
            return;
        }
        for (MIMEHeader header : accepted) {
            String type = mediaType(header);
            boolean any = type.equals("*/*")
                    || (type.endsWith("/*")
                            && operation.produces().stream()
                                    .anyMatch(produced -> produced.startsWith(type.substring(0, type.length() - 1))));
            if (header.weight() > 0
                    && (any || operation.produces().contains(type) || type.equals("application/problem+json"))) {
                return;
            }
        }
        throw Fault.of(
                        Fault.Kind.NOT_ACCEPTABLE,
                        "not_acceptable",
                        "This answers with " + String.join(" or ", operation.produces()))
                .allowing(List.copyOf(operation.produces()));
    }

    private static void checkContentType(RoutingContext context, Operation operation) {
        if (operation.consumes().isEmpty()) {
            return;
        }
        MIMEHeader type = context.parsedHeaders().contentType();
        if (type == null || !operation.consumes().contains(mediaType(type))) {
            throw Fault.of(
                            Fault.Kind.UNSUPPORTED,
                            "unsupported_media_type",
                            "Send the body as Content-Type: " + String.join(" or ", operation.consumes()))
                    .allowing(List.copyOf(operation.consumes()));
        }
    }

    private static String mediaType(MIMEHeader header) {
        return (header.component() + "/" + header.subComponent()).toLowerCase(Locale.ROOT);
    }
}
