-- What the engine knows of each bug. A vector is only comparable with vectors of the same model.
create table bug_vectors (
    bug_id      bigint primary key,
    model       varchar(100) not null,
    vector      bytea not null,
    title       varchar(400) not null,
    fingerprint varchar(8000) not null,
    reported_at timestamp(6) with time zone not null,
    embedded_at timestamp(6) with time zone not null
);
create index bug_vectors_by_time on bug_vectors (embedded_at);
