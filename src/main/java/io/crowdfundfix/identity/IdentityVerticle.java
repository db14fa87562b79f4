package io.crowdfundfix.identity;

import io.crowdfundfix.bus.Bus;
import io.crowdfundfix.capability.Platform;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Serves {@link IdentityApi} and {@link AccountsApi}. */
final class IdentityVerticle extends VerticleBase {
    private static final long SWEEP_MS = 60_000;

    private final Platform platform;
    private final IdentityConfig config;

    IdentityVerticle(Platform platform, IdentityConfig config) {
        this.platform = platform;
        this.config = config;
    }

    @Override
    public Future<?> start() {
        IdentityService identity = new IdentityService(platform, config);
        AccountService accounts = new AccountService(platform.database(), platform.jobs(), platform.clock());
        vertx.setPeriodic(SWEEP_MS, tick -> identity.sweep());
        Bus bus = platform.bus();
        return Future.all(List.of(
                bus.serve(IdentityApi.SIGN_UP, identity::signUp),
                bus.serve(IdentityApi.LOG_IN, identity::logIn),
                bus.serve(IdentityApi.REFRESH, identity::refresh),
                bus.serve(IdentityApi.LOG_OUT, identity::logOut),
                bus.serve(IdentityApi.FIND, identity::find),
                bus.serve(IdentityApi.FIND_MANY, identity::findMany),
                bus.serve(IdentityApi.RECOGNISE, identity::recognise),
                bus.serve(IdentityApi.UPDATE, identity::update),
                bus.serve(IdentityApi.ADD, identity::add),
                bus.serve(IdentityApi.COUNT, identity::count),
                bus.serve(IdentityApi.RECORD_REPUTATION, identity.reputation()::record),
                bus.serve(ReputationApi.RECOMPUTE, identity.reputation()::recompute),
                bus.serve(ReputationApi.READ_TRACK_RECORD, identity.reputation()::trackRecord),
                bus.serve(AccountsApi.LIST, accounts::list),
                bus.serve(AccountsApi.FIND, accounts::find),
                bus.serve(AccountsApi.CHANGE, accounts::change)));
    }
}
