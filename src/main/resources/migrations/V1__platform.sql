-- Every *_ids sequence steps by database/Ids.BLOCK.
create sequence job_ids start with 1 increment by 20;

create table jobs (
    id         bigint primary key,
    kind       varchar(60) not null,
    subject    bigint not null,
    state      varchar(10) not null,
    attempts   integer not null,
    due_at     timestamp(6) with time zone not null,
    reason     varchar(500),
    created_at timestamp(6) with time zone not null,
    constraint jobs_once unique (kind, subject)
);

create table idempotency_keys (
    caller       bigint not null,
    operation    varchar(60) not null,
    key_value    varchar(200) not null,
    request_hash varchar(64) not null,
    made         bigint not null,
    taken_at     timestamp(6) with time zone not null,
    primary key (caller, operation, key_value)
);
create index idempotency_keys_age on idempotency_keys (taken_at);
