package io.crowdfundfix.repositories;

/** How far a repository is. What was read before is served in every state. */
public enum RepositoryState {
    QUEUED,
    SYNCING,
    READY,
    FAILED
}
