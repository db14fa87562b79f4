package io.crowdfundfix.bugs;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.security.Caller;
import io.crowdfundfix.security.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What decides whether something may happen to a bug; a transition returns the bug as it is then.
 *
 * @param version rises with every event of its history
 */
record Bug(long id, Status status, long createdBy, @Nullable Long assignedTo, long version) {
    /** The bug in its new status, if this caller may bring it there. */
    Bug moved(Caller caller, Status to, @Nullable Long expectedVersion) {
        boolean owns = caller.isAdmin() || caller.id() == createdBy;
        boolean works = caller.role() == Role.DEVELOPER && assignedTo != null && assignedTo == caller.id();
        if (!owns && !works) {
            throw Fault.forbidden(
                    "not_your_bug", "Only its reporter, the developer it is assigned to or an ADMIN may move this bug");
        }
        if (expectedVersion != null && expectedVersion != version) {
            throw Fault.of(
                    Fault.Kind.PRECONDITION,
                    "version_changed",
                    "The bug has changed since version " + expectedVersion + ": read it again");
        }
        List<Status> allowed = owns ? status.next() : status.nextForDeveloper();
        if (!allowed.contains(to)) {
            throw Fault.conflict("status_not_allowed", "A bug that is " + status + " cannot become " + to)
                    .allowing(allowed.stream().map(Enum::name).toList());
        }
        return new Bug(id, to, createdBy, assignedTo, version + 1);
    }

    /** The bug one step on, as the platform moves it. */
    Bug moved(Status to) {
        return new Bug(id, to, createdBy, assignedTo, version + 1);
    }

    /** The same at a later version. */
    Bug at(long later) {
        return new Bug(id, status, createdBy, assignedTo, later);
    }
}
