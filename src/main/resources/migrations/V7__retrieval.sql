-- What an index of a node compares itself with at its start, without reading any vector.
create index bug_vectors_by_model on bug_vectors (model, bug_id, embedded_at, reported_at);
