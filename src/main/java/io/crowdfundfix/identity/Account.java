package io.crowdfundfix.identity;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.AccountsApi.AccountView;
import io.crowdfundfix.identity.AccountsApi.ChangeAccount;
import io.crowdfundfix.security.Role;
import java.util.Set;

/** What an administrator may do to an account. */
record Account(AccountView view) {
    /**
     * As this change leaves it; the same where nothing changes. Takes the administrators who can act at present: who changes it is one
     * of them and stays one, so there always is one.
     */
    Account changed(ChangeAccount change, Set<Long> administrators) {
        if (!administrators.contains(change.caller().id())) {
            throw Fault.forbidden("not_admin_any_more", "You are no administrator any more: log in again");
        }
        if (change.version() != null && change.version() != view.version()) {
            throw Fault.of(
                    Fault.Kind.PRECONDITION,
                    "version_changed",
                    "This was changed meanwhile: read it again, then edit it");
        }
        Role role = change.role() == null ? view.role() : change.role();
        boolean blocked = change.blocked() == null ? view.blocked() : change.blocked();
        if (role == view.role() && blocked == view.blocked()) {
            return this;
        }
        boolean staysAdministrator = role == Role.ADMIN && !blocked;
        if (change.caller().id() == view.id() && !staysAdministrator) {
            throw Fault.conflict(
                    "own_account",
                    "Nobody takes his own ADMIN role or blocks himself: let another administrator do it");
        }
        return as(role, blocked);
    }

    Account as(Role role, boolean blocked) {
        return new Account(new AccountView(
                view.id(),
                view.name(),
                view.email(),
                role,
                blocked,
                view.reputation(),
                view.createdAt(),
                view.version() + 1));
    }
}
