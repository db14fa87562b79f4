package io.crowdfundfix.identity;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.fault.Check;
import io.crowdfundfix.http.Clearable;
import io.crowdfundfix.http.Operations;
import io.crowdfundfix.http.Reply;
import io.crowdfundfix.http.Request;
import io.crowdfundfix.http.Routes;
import io.crowdfundfix.identity.IdentityApi.FindUser;
import io.crowdfundfix.identity.IdentityApi.LogIn;
import io.crowdfundfix.identity.IdentityApi.LogOut;
import io.crowdfundfix.identity.IdentityApi.Refresh;
import io.crowdfundfix.identity.IdentityApi.SignUp;
import io.crowdfundfix.identity.IdentityApi.SignedIn;
import io.crowdfundfix.identity.IdentityApi.UpdateUser;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accounts and sessions over HTTP. What anybody may ask is bound as it comes: these messages check themselves. */
final class IdentityRoutes implements Routes {
    private static final String ME = "/api/v1/auth/me";

    private final Bus bus;

    IdentityRoutes(Bus bus) {
        this.bus = bus;
    }

    @Override
    public void bind(Operations on) {
        on.on(
                "signUp",
                request -> bus.request(IdentityApi.SIGN_UP, request.body(SignUp.class))
                        .map(signedIn -> secret(Reply.created(ME, signedIn))));
        on.on(
                "logIn",
                request -> bus.request(IdentityApi.LOG_IN, request.body(LogIn.class))
                        .map(IdentityRoutes::tokens));
        on.on(
                "refreshTokens",
                request -> bus.request(IdentityApi.REFRESH, request.body(Refresh.class))
                        .map(IdentityRoutes::tokens));
        on.on(
                "logOut",
                request -> bus.request(IdentityApi.LOG_OUT, request.body(LogOut.class))
                        .map(ended -> Reply.noContent()));
        on.on(
                "getMe",
                request -> bus.request(
                                IdentityApi.FIND, new FindUser(request.caller().id()))
                        .map(IdentityRoutes::versioned));
        on.on("updateMe", this::update);
    }

    private Future<Reply> update(Request request) {
        Change change = request.body(Change.class);
        UpdateUser edit = new UpdateUser(
                request.caller().id(), request.ifMatch(), change.name(), change.skills(), change.priceCents());
        return bus.request(IdentityApi.UPDATE, edit).map(IdentityRoutes::versioned);
    }

    private static Reply tokens(SignedIn signedIn) {
        return secret(Reply.ok(signedIn));
    }

    private static Reply secret(Reply reply) {
        return reply.with("Cache-Control", "no-store");
    }

    private static Reply versioned(UserView user) {
        return Reply.ok(user).with("ETag", "\"" + user.version() + "\"");
    }

    /**
     * What people can change of themselves.
     *
     * @param askingPrice null inside takes it back
     */
    record Change(
            @Nullable String name,
            @Nullable List<String> skills,
            @Nullable Clearable<BigDecimal> askingPrice) {
        Change {
            Check check = AccountRules.change(Check.that(), name, skills);
            AccountRules.askingPrice(check, askingPrice == null ? null : askingPrice.value())
                    .done();
        }

        @Nullable Long priceCents() {
            if (askingPrice == null) {
                return null;
            }
            BigDecimal price = askingPrice.value();
            return price == null
                    ? Long.valueOf(UpdateUser.NO_PRICE)
                    : Long.valueOf(price.movePointRight(2).longValueExact());
        }
    }
}
