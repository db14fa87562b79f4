package io.crowdfundfix.security;

import io.crowdfundfix.fault.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;

/** Issues and verifies the short-lived tokens that say who is calling: JWT, HS256, bound to this issuer and audience. */
public final class AccessTokens {
    private static final String ALGORITHM = "HS256";
    private static final String ISSUER = "crowdfundfix";
    private static final String AUDIENCE = "crowdfundfix-api";

    private final JWTAuth jwt;
    private final Duration lifetime;

    public AccessTokens(Vertx vertx, String secret, Duration lifetime) {
        this.lifetime = lifetime;
        this.jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(secret))
                        .setJWTOptions(new JWTOptions().setIssuer(ISSUER).addAudience(AUDIENCE)));
    }

    public String issue(Caller caller) {
        return jwt.generateToken(
                new JsonObject()
                        .put("sub", Long.toString(caller.id()))
                        .put("role", caller.role().name()),
                new JWTOptions()
                        .setAlgorithm(ALGORITHM)
                        .setIssuer(ISSUER)
                        .addAudience(AUDIENCE)
                        .setExpiresInSeconds(lifetimeSeconds()));
    }

    /** The caller this token was issued to; an UNAUTHENTICATED fault for any token that is not ours, whole and in date. */
    public Future<Caller> verify(String token) {
        return jwt.authenticate(new TokenCredentials(token))
                .map(AccessTokens::caller)
                .recover(failure -> Future.failedFuture(Fault.unauthenticated(
                        "invalid_token", "The access token is not valid or has expired: log in or refresh it")));
    }

    public int lifetimeSeconds() {
        return (int) lifetime.toSeconds();
    }

    private static Caller caller(User user) {
        JsonObject claims = user.principal();
        return new Caller(Long.parseLong(claims.getString("sub")), Role.valueOf(claims.getString("role")));
    }
}
