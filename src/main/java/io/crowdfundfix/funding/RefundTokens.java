package io.crowdfundfix.funding;

import io.crowdfundfix.fault.Fault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** What lets a backer who was not signed in have his money back: told to him once, kept only as a hash. */
final class RefundTokens {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private RefundTokens() {}

    static String make() {
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** SHA-256, hex: of a random text of this length nothing slower is needed. */
    static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fails unless this caller or this token stands for the backer. */
    static void check(Contribution contribution, @Nullable Long caller, boolean admin, @Nullable String token) {
        Long contributor = contribution.contributor();
        if (contributor != null) {
            if (!admin && !contributor.equals(caller)) {
                throw Fault.forbidden(
                        "not_your_contribution", "Only its backer or an ADMIN may do this with a contribution");
            }
            return;
        }
        boolean knows = token != null
                && contribution.refundHash() != null
                && MessageDigest.isEqual(
                        hash(token).getBytes(StandardCharsets.US_ASCII),
                        contribution.refundHash().getBytes(StandardCharsets.US_ASCII));
        if (!admin && !knows) {
            throw Fault.forbidden(
                    "refund_token_needed",
                    "This contribution was made without signing in: give the refund_token that came with it");
        }
    }
}
