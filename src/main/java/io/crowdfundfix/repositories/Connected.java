package io.crowdfundfix.repositories;

import io.crowdfundfix.fault.Fault;
import io.crowdfundfix.security.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connected repository, as what decides about it needs it.
 *
 * @param revision that is stored; null before the first
 * @param halfLifeDays by which its history was weighed
 * @param upload the archive that was read last; null where there is none
 * @param next the archive that is to be read; null where there is none. The one before stays until this one is stored
 */
record Connected(
        long id,
        String name,
        Location location,
        @Nullable String branch,
        long connectedBy,
        @Nullable String revision,
        int halfLifeDays,
        @Nullable Uploaded upload,
        @Nullable Uploaded next) {
    /**
     * An archive that is whole.
     *
     * @param parent the revision that it follows; null for the first
     */
    record Uploaded(long id, boolean zip, @Nullable String parent, Instant at) {}

    /** As if nothing waited to be read. */
    Connected withoutNext() {
        return new Connected(id, name, location, branch, connectedBy, revision, halfLifeDays, upload, null);
    }

    /** Whether another archive came while this one was read; its sync waits. */
    boolean isReplaced(Connected now) {
        return next != null && (now.next() == null || now.next().id() != next.id());
    }

    /** Refuses everybody but who connected it and administrators. */
    void checkMayChange(Caller caller) {
        if (!caller.isAdmin() && caller.id() != connectedBy) {
            throw Fault.forbidden("not_your_repository", "Only who connected this repository or an ADMIN may do this");
        }
    }

    /** Refuses where there is nothing to read yet. */
    void checkMaySync() {
        if (location.source() == RepositorySource.ARCHIVE && upload == null && next == null) {
            throw Fault.conflict("no_archive", "Upload the archive first: PUT /repositories/" + id + "/archive");
        }
    }
}
