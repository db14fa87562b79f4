package io.crowdfundfix.identity;

import io.crowdfundfix.database.Cursor;
import io.crowdfundfix.database.Database;
import io.crowdfundfix.database.Session;
import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.AccountsApi.AccountPage;
import io.crowdfundfix.identity.AccountsApi.AccountView;
import io.crowdfundfix.identity.AccountsApi.ChangeAccount;
import io.crowdfundfix.identity.AccountsApi.FindAccount;
import io.crowdfundfix.identity.AccountsApi.ListAccounts;
import io.crowdfundfix.jobs.Jobs;
import io.crowdfundfix.journal.AuditEntry;
import io.crowdfundfix.journal.AuditLog;
import io.crowdfundfix.security.Role;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What administrators do to accounts. */
final class AccountService {
    private static final String ORDER = "accounts";

    private final Database database;
    private final Jobs jobs;
    private final Clock clock;
    private final AccountStore store;
    private final AuditLog audit = new AuditLog();

    AccountService(Database database, Jobs jobs, Clock clock) {
        this.database = database;
        this.jobs = jobs;
        this.clock = clock;
        this.store = new AccountStore(clock);
    }

    Future<AccountPage> list(ListAccounts question) {
        Long below = question.cursor() == null
                ? null
                : Long.valueOf(Cursor.decode(question.cursor(), ORDER).id());
        return store.list(database, question.role(), question.text(), below, question.limit() + 1)
                .map(found -> {
                    boolean more = found.size() > question.limit();
                    List<AccountView> shown = more ? found.subList(0, question.limit()) : found;
                    return new AccountPage(
                            shown,
                            more
                                    ? new Cursor(
                                                    ORDER,
                                                    "",
                                                    shown.get(shown.size() - 1).id())
                                            .encoded()
                                    : null);
                });
    }

    Future<AccountView> find(FindAccount question) {
        return store.find(database, question.id()).map(found -> found.orElseThrow(() -> unknown(question.id())));
    }

    private static Fault unknown(long id) {
        return Fault.notFound("user_not_found", "There is no user " + id);
    }

    Future<AccountView> change(ChangeAccount change) {
        return database.transaction(transaction -> store.lockAdministrators(transaction)
                .compose(administrators -> store.lock(transaction, change.id()).compose(found -> {
                    Account before = found.orElseThrow(() -> unknown(change.id()));
                    Account after = before.changed(change, administrators);
                    return written(transaction, before, after, change.caller().id());
                })));
    }

    /** Makes who has this e-mail an administrator; by nobody, because he who may do this owns the machine. */
    Future<AccountView> appoint(String email) {
        return database.transaction(transaction -> store.lockByEmail(
                        transaction, email.strip().toLowerCase(Locale.ROOT))
                .compose(found -> {
                    Account before = found.orElseThrow(() -> Fault.notFound(
                            "user_not_found", "Nobody has the e-mail " + email + ": sign up first, then appoint"));
                    boolean is =
                            before.view().role() == Role.ADMIN && !before.view().blocked();
                    return written(transaction, before, is ? before : before.as(Role.ADMIN, false), null);
                }));
    }

    private Future<AccountView> written(Session transaction, Account before, Account after, @Nullable Long actor) {
        if (after.equals(before)) {
            return Future.succeededFuture(after.view());
        }
        long id = after.view().id();
        return store.update(transaction, after.view())
                .compose(updated ->
                        after.view().blocked() ? store.endSessions(transaction, id) : Future.succeededFuture(0))
                .compose(ended -> audit.add(transaction, entries(before.view(), after.view(), actor)))
                .compose(noted -> jobs.enqueue(transaction, IdentityApi.PROFILE_CHANGED_JOB, id))
                .map(after.view());
    }

    private List<AuditEntry> entries(AccountView before, AccountView after, @Nullable Long actor) {
        List<AuditEntry> entries = new ArrayList<>();
        if (before.role() != after.role()) {
            entries.add(entry(after.id(), actor, "role_changed", before.role() + " → " + after.role()));
        }
        if (before.blocked() != after.blocked()) {
            entries.add(entry(after.id(), actor, after.blocked() ? "user_blocked" : "user_unblocked", ""));
        }
        return entries;
    }

    private AuditEntry entry(long user, @Nullable Long actor, String action, String detail) {
        return new AuditEntry(clock.instant(), actor, action, "user", user, null, null, detail);
    }
}
