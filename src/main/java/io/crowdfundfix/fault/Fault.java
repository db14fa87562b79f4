package io.crowdfundfix.fault;

import java.util.List;

/** An expected failure: its kind, a stable code for programs, a message for people, and what exactly was wrong. */
public final class Fault extends RuntimeException {
    private static final int MAX_FIELDS_NAMED = 100;

    private static final long serialVersionUID = 1L;

    /** How a failure is to be taken; the HTTP edge gives each kind its status. */
    public enum Kind {
        MALFORMED,
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        NOT_ALLOWED,
        NOT_ACCEPTABLE,
        CONFLICT,
        PRECONDITION,
        TOO_LARGE,
        UNSUPPORTED,
        BUSY,
        INTERNAL,
        UNAVAILABLE,
        TIMEOUT
    }

    /** One wrong field: its path as the client wrote it, and what would be right. */
    public record FieldError(String field, String message) {}

    private final Kind kind;
    private final String code;
    private final transient List<FieldError> fields;
    private final transient List<String> allowed;
    private final int retryAfterSeconds;

    private Fault(
            Kind kind,
            String code,
            String message,
            List<FieldError> fields,
            List<String> allowed,
            int retryAfterSeconds) {
        super(message, null, false, false);
        this.kind = kind;
        this.code = code;
        this.fields = List.copyOf(fields);
        this.allowed = List.copyOf(allowed);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static Fault of(Kind kind, String code, String message) {
        return new Fault(kind, code, message, List.of(), List.of(), 0);
    }

    public static Fault malformed(String code, String message) {
        return of(Kind.MALFORMED, code, message);
    }

    public static Fault unauthenticated(String code, String message) {
        return of(Kind.UNAUTHENTICATED, code, message);
    }

    public static Fault forbidden(String code, String message) {
        return of(Kind.FORBIDDEN, code, message);
    }

    public static Fault notFound(String code, String message) {
        return of(Kind.NOT_FOUND, code, message);
    }

    public static Fault conflict(String code, String message) {
        return of(Kind.CONFLICT, code, message);
    }

    public static Fault busy(String message) {
        return of(Kind.BUSY, "busy", message).retryAfter(1);
    }

    public static Fault unavailable(String code, String message) {
        return of(Kind.UNAVAILABLE, code, message).retryAfter(1);
    }

    /** Validation: names every wrong field at once, up to a number that nobody would read beyond. */
    public static Fault invalid(List<FieldError> all) {
        List<FieldError> fields = all.subList(0, Math.min(all.size(), MAX_FIELDS_NAMED));
        String message = fields.size() == 1
                ? fields.get(0).field() + " " + fields.get(0).message()
                : all.size() + " fields are not valid: "
                        + String.join(
                                ", ", fields.stream().map(FieldError::field).toList());
        return new Fault(Kind.INVALID, "validation_failed", message, fields, List.of(), 0);
    }

    public static Fault invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }

    public Fault allowing(List<String> values) {
        return new Fault(kind, code, message(), fields, values, retryAfterSeconds);
    }

    public Fault naming(List<FieldError> wrong) {
        return new Fault(kind, code, message(), wrong, allowed, retryAfterSeconds);
    }

    public Fault retryAfter(int seconds) {
        return new Fault(kind, code, message(), fields, allowed, seconds);
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public String message() {
        String message = getMessage();
        return message == null ? code : message;
    }

    /** Which fields were wrong; empty unless this is about input. */
    public List<FieldError> fields() {
        return fields;
    }

    /** What would have been allowed instead; empty where there is no such list. */
    public List<String> allowed() {
        return allowed;
    }

    /** Seconds after which trying again makes sense; 0 says nothing about it. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
