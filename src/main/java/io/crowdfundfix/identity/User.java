package io.crowdfundfix.identity;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.IdentityApi.UpdateUser;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account.
 *
 * @param email in lower case; nobody else has it
 * @param askingPriceCents the least he wants for a fix; null where he has not said
 * @param passwordHash null for somebody who cannot log in
 * @param version rises with each change
 */
record User(
        long id,
        String email,
        String name,
        Role role,
        Reputation reputation,
        List<String> skills,
        @Nullable Long askingPriceCents,
        @Nullable String passwordHash,
        Instant createdAt,
        long version) {
    User {
        skills = List.copyOf(skills);
    }

    /** Nobody makes himself an administrator. */
    static void checkSelfAssignable(Role role) {
        if (role == Role.ADMIN) {
            throw Fault.forbidden(
                            "role_not_self_assignable", "Nobody can sign up as ADMIN: an administrator is appointed")
                    .allowing(List.of(Role.USER.name(), Role.DEVELOPER.name()));
        }
    }

    /** As this edit wants him; the same where nothing changes. */
    User changed(UpdateUser edit) {
        if (edit.version() != null && edit.version() != version) {
            throw Fault.of(
                    Fault.Kind.PRECONDITION,
                    "version_changed",
                    "This was changed meanwhile: read it again, then edit it");
        }
        String nextName = edit.name() == null ? name : edit.name();
        List<String> nextSkills = edit.skills() == null ? skills : edit.skills();
        Long nextPrice = edit.askingPriceCents() == null ? askingPriceCents : edit.askingPriceCents();
        if (nextPrice != null && nextPrice == UpdateUser.NO_PRICE) {
            nextPrice = null;
        }
        boolean same =
                nextName.equals(name) && nextSkills.equals(skills) && Objects.equals(nextPrice, askingPriceCents);
        return same
                ? this
                : new User(
                        id,
                        email,
                        nextName,
                        role,
                        reputation,
                        nextSkills,
                        nextPrice,
                        passwordHash,
                        createdAt,
                        version + 1);
    }

    /** With this reputation; it is no edit, so the version stays. */
    User with(Reputation next) {
        return new User(id, email, name, role, next, skills, askingPriceCents, passwordHash, createdAt, version);
    }

    Caller caller() {
        return new Caller(id, role);
    }

    UserView view(Instant now) {
        BigDecimal price = askingPriceCents == null ? null : BigDecimal.valueOf(askingPriceCents, 2);
        return new UserView(
                id, name, email, role, reputation.shown(now), skills, price, askingPriceCents, createdAt, version);
    }

    @Override
    public String toString() {
        return "User[id=" + id + ", role=" + role + "]";
    }
}
