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
 * @param upload the archive that is to be read; null where there is none
 */
record Connected(
        long id,
        String name,
        Location location,
        @Nullable String branch,
        long connectedBy,
        @Nullable String revision,
        int halfLifeDays,
        @Nullable Uploaded upload) {
    /**
     * An archive that is whole.
     *
     * @param parent the revision that it follows; null for the first
     */
    record Uploaded(long id, boolean zip, @Nullable String parent, Instant at) {}

    /** Refuses everybody but who connected it and administrators. */
    void checkMayChange(Caller caller) {
        if (!caller.isAdmin() && caller.id() != connectedBy) {
            throw Fault.forbidden("not_your_repository", "Only who connected this repository or an ADMIN may do this");
        }
    }

    /** Refuses where there is nothing to read yet. */
    void checkMaySync() {
        if (location.source() == RepositorySource.ARCHIVE && upload == null) {
            throw Fault.conflict("no_archive", "Upload the archive first: PUT /repositories/" + id + "/archive");
        }
    }
}
