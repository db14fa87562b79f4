package io.crowdfundfix.identity;

import io.crowdfundfix.capability.Platform;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.IdentityApi.AddUser;
import io.crowdfundfix.identity.IdentityApi.CountUsers;
import io.crowdfundfix.identity.IdentityApi.FindUser;
import io.crowdfundfix.identity.IdentityApi.FindUsers;
import io.crowdfundfix.identity.IdentityApi.LogIn;
import io.crowdfundfix.identity.IdentityApi.LogOut;
import io.crowdfundfix.identity.IdentityApi.LoggedOut;
import io.crowdfundfix.identity.IdentityApi.RecogniseUsers;
import io.crowdfundfix.identity.IdentityApi.RecognisedUser;
import io.crowdfundfix.identity.IdentityApi.RecognisedUsers;
import io.crowdfundfix.identity.IdentityApi.Refresh;
import io.crowdfundfix.identity.IdentityApi.SignUp;
import io.crowdfundfix.identity.IdentityApi.SignedIn;
import io.crowdfundfix.identity.IdentityApi.UpdateUser;
import io.crowdfundfix.identity.IdentityApi.UserCount;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.identity.IdentityApi.UserViews;
import io.crowdfundfix.identity.ProfileJobs.Change;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts and sessions: one method for each endpoint. */
final class IdentityService {
    private final Database database;
    private final UserStore users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Clock clock;
    private final ProfileJobs profiles;
    private final ReputationService reputation;
    private final AccountStore accounts;

    IdentityService(Platform platform, IdentityConfig config) {
        this.database = platform.database();
        this.clock = platform.clock();
        this.users = new UserStore();
        this.accounts = new AccountStore(clock);
        this.profiles = new ProfileJobs(platform);
        this.reputation = new ReputationService(platform, users, profiles);
        this.passwords = new Passwords(platform.vertx(), config.passwordWorkers());
        this.sessions =
                new Sessions(database, users, platform.tokens(), clock, Duration.ofDays(config.refreshTokenDays()));
    }

    Future<SignedIn> signUp(SignUp signUp) {
        User.checkSelfAssignable(signUp.role());
        AddUser newcomer =
                new AddUser(signUp.email(), signUp.name(), signUp.role(), 0, signUp.skills(), signUp.password());
        return newUser(newcomer)
                .compose(user -> database.transaction(transaction -> inserted(transaction, user, user.id())
                        .compose(inserted -> inserted
                                ? sessions.open(transaction, user)
                                : Future.failedFuture(Fault.conflict(
                                        "email_taken", "There is an account with this e-mail already: log in")))));
    }

    /** What concerns reputation. */
    ReputationService reputation() {
        return reputation;
    }

    Future<SignedIn> logIn(LogIn logIn) {
        return users.findByEmail(database, logIn.email())
                .compose(found -> passwords
                        .matches(logIn.password(), found.map(User::passwordHash).orElse(null))
                        .compose(matches -> matches
                                ? opened(found.orElseThrow())
                                : Future.failedFuture(Fault.unauthenticated(
                                        "invalid_credentials", "The e-mail or the password is wrong"))));
    }

    /** Under the lock that whoever blocks him holds: no session begins behind his back. */
    private Future<SignedIn> opened(User user) {
        return database.transaction(transaction -> users.lock(transaction, user.id())
                .compose(locked -> accounts.isBlocked(transaction, user.id())
                        .compose(blocked -> blocked
                                ? Future.failedFuture(Fault.forbidden(
                                        "account_blocked", "This account is blocked: ask an administrator"))
                                : sessions.open(transaction, locked.orElse(user)))));
    }

    Future<SignedIn> refresh(Refresh refresh) {
        return sessions.rotate(refresh.refreshToken());
    }

    Future<LoggedOut> logOut(LogOut logOut) {
        return sessions.end(logOut.refreshToken()).map(LoggedOut::new);
    }

    Future<UserView> find(FindUser find) {
        return users.find(database, find.id())
                .map(found -> found.orElseThrow(() -> unknown(find.id())).view(clock.instant()));
    }

    Future<UserViews> findMany(FindUsers find) {
        return users.findMany(database, find.ids())
                .map(found -> new UserViews(
                        found.stream().map(user -> user.view(clock.instant())).toList()));
    }

    Future<RecognisedUsers> recognise(RecogniseUsers asked) {
        return users.idsByEmail(database, asked.emails()).map(found -> {
            List<RecognisedUser> recognised = new ArrayList<>();
            for (int place = 0; place < asked.emails().size(); place++) {
                Long user = found.get(asked.emails().get(place));
                if (user != null) {
                    recognised.add(new RecognisedUser(place, user));
                }
            }
            return new RecognisedUsers(recognised);
        });
    }

    Future<UserView> update(UpdateUser update) {
        return database.transaction(transaction -> users.lock(transaction, update.id())
                        .compose(found -> {
                            User before = found.orElseThrow(() -> unknown(update.id()));
                            User after = before.changed(update);
                            return after.version() == before.version()
                                    ? Future.succeededFuture(before)
                                    : users.update(transaction, after)
                                            .compose(updated -> profiles.changed(
                                                    transaction,
                                                    after.id(),
                                                    after.id(),
                                                    new Change("account_changed", "version " + after.version())))
                                            .map(after);
                        }))
                .map(user -> user.view(clock.instant()));
    }

    Future<UserView> add(AddUser add) {
        return users.findByEmail(database, add.email())
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> insert(add)))
                .map(user -> user.view(clock.instant()));
    }

    Future<UserCount> count(CountUsers count) {
        return users.count(database, count.role()).map(UserCount::new);
    }

    /** Deletes some of the tokens that have expired; called from time to time. */
    Future<Integer> sweep() {
        return sessions.sweep();
    }

    private Future<User> insert(AddUser add) {
        return newUser(add)
                .compose(user -> database.transaction(transaction -> inserted(transaction, user, null))
                        .compose(inserted -> inserted
                                ? Future.succeededFuture(Optional.of(user))
                                : users.findByEmail(database, add.email())))
                .map(Optional::orElseThrow);
    }

    /** False where somebody has his e-mail. */
    private Future<Boolean> inserted(Session transaction, User user, @Nullable Long actor) {
        return users.insert(transaction, user)
                .compose(inserted -> inserted
                        ? reputation
                                .brought(transaction, user)
                                .compose(done -> profiles.changed(
                                        transaction,
                                        user.id(),
                                        actor,
                                        new Change("account_opened", user.role().name())))
                                .map(true)
                        : Future.succeededFuture(false));
    }

    private Future<User> newUser(AddUser add) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return hashed(add.password())
                .compose(hash -> users.nextId(database)
                        .map(id -> new User(
                                id,
                                add.email(),
                                add.name(),
                                add.role(),
                                new Reputation(add.reputation(), now),
                                add.skills(),
                                null,
                                hash.orElse(null),
                                now,
                                1)));
    }

    private Future<Optional<String>> hashed(@Nullable String password) {
        return password == null
                ? Future.succeededFuture(Optional.empty())
                : passwords.hash(password).map(Optional::of);
    }

    static Fault unknown(long id) {
        return Fault.notFound("user_not_found", "There is no user " + id);
    }
}
