package io.crowdfundfix.identity;

import io.crowdfundfix.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A JWT made by hand, right in all but what a test changes. */
record ForgedToken(String secret, String algorithm, Map<String, Object> claims) {
    static final long IN_2023 = 1_700_000_000;
    private static final long IN_2100 = 4_102_444_800L;

    /** As the product itself would issue it to this user. */
    static ForgedToken like(String secret, long user) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", Long.toString(user));
        claims.put("role", "USER");
        claims.put("iss", "crowdfundfix");
        claims.put("aud", "crowdfundfix-api");
        claims.put("iat", IN_2023);
        claims.put("exp", IN_2100);
        return new ForgedToken(secret, "HS256", claims);
    }

    ForgedToken with(String claim, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(claim, value);
        return new ForgedToken(secret, algorithm, changed);
    }

    ForgedToken signedBy(String other) {
        return new ForgedToken(other, algorithm, claims);
    }

    ForgedToken unsigned() {
        return new ForgedToken(secret, "none", claims);
    }

    String text() {
        String content = part(Map.of("alg", algorithm, "typ", "JWT")) + "." + part(claims);
        return content + "." + (algorithm.equals("none") ? "" : signature(content));
    }

    private String signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return encode(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Map<String, Object> content) {
        try {
            return encode(Json.wire().writeValueAsBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
