package io.crowdfundfix.identity;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.identity.IdentityApi.UserView;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account.
 *
 * @param email in lower case; nobody else has it
 * @param passwordHash null for somebody who cannot log in
 * @param version rises with each change
 */
record User(
        long id,
        String email,
        String name,
        Role role,
        double reputation,
        List<String> skills,
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

    /** With this name and these skills where they are given; the same where nothing changes. */
    User changed(@Nullable String newName, @Nullable List<String> newSkills, @Nullable Long expectedVersion) {
        if (expectedVersion != null && expectedVersion != version) {
            throw Fault.of(
                    Fault.Kind.PRECONDITION,
                    "version_changed",
                    "This was changed meanwhile: read it again, then edit it");
        }
        String nextName = newName == null ? name : newName;
        List<String> nextSkills = newSkills == null ? skills : newSkills;
        return nextName.equals(name) && nextSkills.equals(skills)
                ? this
                : new User(id, email, nextName, role, reputation, nextSkills, passwordHash, createdAt, version + 1);
    }

    Caller caller() {
        return new Caller(id, role);
    }

    UserView view() {
        return new UserView(id, name, email, role, reputation, skills, createdAt, version);
    }

    @Override
    public String toString() {
        return "User[id=" + id + ", role=" + role + "]";
    }
}
