package io.crowdfundfix.security;

/** What a person may do; the contract says which operations each role has. */
public enum Role {
    USER,
    DEVELOPER,
    ADMIN
}
