package io.crowdfundfix.security;

/**
 * Who is asking, as a verified access token says it.
 *
 * @param id the user's number
 * @param role the role at the time the token was issued
 */
public record Caller(long id, Role role) {
    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
