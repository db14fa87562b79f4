package io.crowdfundfix.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An open account.
 *
 * @param blind random; hides a wallet's number wherever the ledger is shown to everybody
 */
record Account(long id, AccountName name, String blind) {
    private static final int SHOWN_HEX_DIGITS = 32;

    /**
     * How the public sees this account in a transaction: a wallet under another name each time (HMAC-SHA256 of the transaction's number
     * under the account's blind), so that nobody can add up what a person has; escrow and external account as what they are.
     */
    String publicName(long transaction) {
        return switch (name.kind()) {
            case EXTERNAL -> "external";
            case ESCROW -> "escrow:" + name.owner();
            case WALLET -> "wallet:" + blinded(blind, transaction);
        };
    }

    static String blinded(String blind, long transaction) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(blind.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            byte[] digest = mac.doFinal(Long.toString(transaction).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest).substring(0, SHOWN_HEX_DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
