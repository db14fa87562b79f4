package io.crowdfundfix.database;

import io.crowdfundfix.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where the next page of a list starts: the sort value and the id of the last row seen. Clients pass it back as they got it.
 *
 * @param order the order it was made for; a cursor of another order is refused
 */
public record Cursor(String order, String value, long id) {
    private static final String SEPARATOR = "\u001f";
    private static final int MAX_LENGTH = 3_000;

    public String encoded() {
        String plain = String.join(SEPARATOR, order, value, Long.toString(id));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Fails as INVALID when this is no cursor of that order. */
    public static Cursor decode(String text, String order) {
        try {
            if (text.length() <= MAX_LENGTH) {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, -1);
                if (parts.length == 3 && parts[0].equals(order)) {
                    return new Cursor(parts[0], parts[1], Long.parseLong(parts[2]));
                }
            }
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        throw refused();
    }

    private static Fault refused() {
        return Fault.invalid("cursor", "is not a cursor of this list: take it from the Link header of the page before");
    }
}
