package io.crowdfundfix.analysis;

import io.crowdfundfix.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the stored clusters into a node's copy. */
final class ClusterRefresh {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterRefresh.class);

    private final Database database;
    private final ClusterStore store;
    private final CurrentClusters current;

    ClusterRefresh(Database database, ClusterStore store, CurrentClusters current) {
        this.database = database;
        this.store = store;
        this.current = current;
    }

    void read() {
        store.build(database)
                .onSuccess(current::replace)
                .onFailure(failure -> LOG.warn("the clusters cannot be read: {}", failure.getMessage()));
    }
}
