package io.crowdfundfix.identity;

import io.crowdfundfix.fault.Check;

/**
 * Sessions and passwords.
 *
 * @param accessTokenSeconds how long an access token is good for
 * @param refreshTokenDays how long a session may rest before one has to log in again
 * @param passwordWorkers threads that hash passwords; each uses 19 MiB while it does
 */
public record IdentityConfig(int accessTokenSeconds, int refreshTokenDays, int passwordWorkers) {
    public IdentityConfig {
        Check.that()
                .range("access_token_seconds", accessTokenSeconds, 10, 86_400)
                .range("refresh_token_days", refreshTokenDays, 1, 365)
                .range("password_workers", passwordWorkers, 1, 32)
                .done();
    }

    public static IdentityConfig defaults() {
        return new IdentityConfig(900, 30, 2);
    }
}
