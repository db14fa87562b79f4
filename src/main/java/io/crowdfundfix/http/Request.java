package io.crowdfundfix.http;

import io.crowdfundfix.database.IdempotencyKey;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.http.Contract.Operation;
import io.crowdfundfix.security.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a route needs of a request: the caller, typed parameters, the body as a record. Whatever is wrong is a fault naming the field. */
public final class Request {
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");
    /** As many letters as a random number of 128 bits has in base64: user 0 is everybody, so only what nobody guesses is somebody's. */
    private static final int SHORTEST_ANONYMOUS_KEY = 22;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern MOMENT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?Z");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,12}(\\.\\d{1,2})?");

    private final RoutingContext context;
    private final Operation operation;
    private final @Nullable Caller caller;

    Request(RoutingContext context, Operation operation, @Nullable Caller caller) {
        this.context = context;
        this.operation = operation;
        this.caller = caller;
    }

    /** Who calls; only for operations that the contract gives roles. */
    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException(operation.id() + " is open to anyone and has no caller");
        }
        return caller;
    }

    /** Who calls, or null for who is not signed in; for operations that are open and know their callers. */
    public @Nullable Caller callerIfAny() {
        return caller;
    }

    /** A number in the path. */
    public long id(String name) {
        String value = context.pathParam(name);
        if (!NUMBER.matcher(value).matches()) {
            throw Fault.invalid(name, "must be a number");
        }
        return Long.parseLong(value);
    }

    public <T extends Record> T body(Class<T> type) {
        Buffer body = context.body().buffer();
        return BodyBinder.bind(body == null ? Buffer.buffer() : body, type);
    }

    public @Nullable String text(String name, int maxLength) {
        String value = query(name);
        if (value == null) {
            return null;
        }
        if (value.isBlank() || value.length() > maxLength || value.indexOf('\0') >= 0) {
            throw Fault.invalid(name, "must have 1 to " + maxLength + " characters and no NUL");
        }
        return value;
    }

    public int integer(String name, int min, int max, int otherwise) {
        String value = query(name);
        if (value == null) {
            return otherwise;
        }
        if (!NUMBER.matcher(value).matches() || Long.parseLong(value) < min || Long.parseLong(value) > max) {
            throw Fault.invalid(name, "must be a whole number between " + min + " and " + max);
        }
        return Integer.parseInt(value);
    }

    public @Nullable Long number(String name) {
        String value = query(name);
        if (value != null && !NUMBER.matcher(value).matches()) {
            throw Fault.invalid(name, "must be a whole number");
        }
        return value == null ? null : Long.valueOf(value);
    }

    /** An amount in major units with at most two decimals, as cents. */
    public @Nullable Long amountCents(String name) {
        String value = query(name);
        if (value == null) {
            return null;
        }
        if (!AMOUNT.matcher(value).matches()) {
            throw Fault.invalid(name, "must be an amount such as 25 or 25.50");
        }
        return new java.math.BigDecimal(value).movePointRight(2).longValueExact();
    }

    /** A moment of ISO 8601; the years are those that the databases take. */
    public @Nullable Instant moment(String name) {
        String value = query(name);
        if (value == null) {
            return null;
        }
        try {
            if (MOMENT.matcher(value).matches()) {
                return Instant.parse(value);
            }
        } catch (DateTimeException e) {
            throw Fault.invalid(name, "is no moment that ever was");
        }
        throw Fault.invalid(name, "must be a moment such as 2026-03-01T12:00:00Z");
    }

    /** Whether {@code true} is asked for; false where nothing is said. */
    public boolean flag(String name) {
        String value = query(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw Fault.invalid(name, "must be true or false");
        }
        return "true".equals(value);
    }

    /** One constant of an enum; in lower case where {@code lowerCase}. */
    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type, boolean lowerCase) {
        String value = query(name);
        if (value == null) {
            return null;
        }
        for (E constant : type.getEnumConstants()) {
            if (value.equals(lowerCase ? constant.name().toLowerCase(Locale.ROOT) : constant.name())) {
                return constant;
            }
        }
        String allowed = Arrays.stream(type.getEnumConstants())
                .map(constant -> lowerCase ? constant.name().toLowerCase(Locale.ROOT) : constant.name())
                .collect(Collectors.joining(", "));
        throw Fault.invalid(name, "must be one of " + allowed);
    }

    public @Nullable String header(String name) {
        return context.request().getHeader(name);
    }

    /** The event after which a stream that broke off goes on, or null for a new one. */
    public @Nullable Long lastEventId() {
        String value = header("Last-Event-ID");
        if (value == null || value.isBlank()) {
            return null;
        }
        if (!NUMBER.matcher(value).matches()) {
            throw Fault.invalid("Last-Event-ID", "must be the id of an event of this stream");
        }
        return Long.valueOf(value);
    }

    /** The version that {@code If-Match} names, or null where the client does not care. */
    public @Nullable Long ifMatch() {
        String value = header("If-Match");
        if (value == null || value.equals("*")) {
            return null;
        }
        String bare = value.replaceAll("^(W/)?\"(.*)\"$", "$2");
        if (!NUMBER.matcher(bare).matches()) {
            throw Fault.of(Fault.Kind.PRECONDITION, "version_changed", "If-Match holds no version of this resource");
        }
        return Long.valueOf(bare);
    }

    /** The client's {@code Idempotency-Key} with a digest of path and body, or null without one. Who is not signed in counts as user 0. */
    public @Nullable IdempotencyKey idempotencyKey() {
        String value = header("Idempotency-Key");
        if (value == null) {
            return null;
        }
        if (!IDEMPOTENCY_KEY.matcher(value).matches()) {
            throw Fault.invalid("Idempotency-Key", "must have 1 to 200 visible ASCII characters");
        }
        if (caller == null && value.length() < SHORTEST_ANONYMOUS_KEY) {
            throw Fault.invalid(
                    "Idempotency-Key",
                    "must have at least " + SHORTEST_ANONYMOUS_KEY
                            + " characters from who is not signed in, for whoever knows it can repeat the request: take a"
                            + " random one, such as a UUID, or sign in");
        }
        Buffer request = Buffer.buffer(context.request().path()).appendByte((byte) 0);
        Buffer body = context.body().buffer();
        long owner = caller == null ? 0 : caller.id();
        return new IdempotencyKey(owner, value, sha256(body == null ? request : request.appendBuffer(body)));
    }

    /** The {@code Link} header value that leads to the page after this one: the same query with another cursor. */
    public String nextPage(String cursor) {
        StringBuilder uri = new StringBuilder(context.request().path()).append('?');
        for (Map.Entry<String, String> parameter : context.queryParams()) {
            if (!parameter.getKey().equals("cursor")) {
                uri.append(encode(parameter.getKey()))
                        .append('=')
                        .append(encode(parameter.getValue()))
                        .append('&');
            }
        }
        return "<" + uri + "cursor=" + encode(cursor) + ">; rel=\"next\"";
    }

    private @Nullable String query(String name) {
        List<String> values = context.queryParam(name);
        if (values.size() > 1) {
            throw Fault.invalid(name, "must be given once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String sha256(Buffer body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
