package io.crowdfundfix.identity;

import io.crowdfundfix.fault.Check;

/**
 * Sessions and passwords.
 *
 * @param accessTokenSeconds how long an access token is good for
 * @param refreshTokenDays how long a session may rest before one has to log in again
 * @param passwordWorkers threads that hash passwords; each uses 19 MiB while it does
 * @param tokenSecretFile the secret that signs access tokens, the same for all nodes of a cluster; made if there is none, and empty for
 *     one in the data folder
 */
public record IdentityConfig(
        int accessTokenSeconds, int refreshTokenDays, int passwordWorkers, String tokenSecretFile) {
    public IdentityConfig {
        Check.that()
                .range("access_token_seconds", accessTokenSeconds, 10, 86_400)
                .range("refresh_token_days", refreshTokenDays, 1, 365)
                .range("password_workers", passwordWorkers, 1, 32)
                .optionalText("token_secret_file", tokenSecretFile, 0, 4_000)
                .done();
    }

    public static IdentityConfig defaults() {
        return new IdentityConfig(900, 30, 2, "");
    }
}
