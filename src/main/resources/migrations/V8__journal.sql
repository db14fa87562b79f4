-- A job that is asked for again while it runs is run again.
alter table jobs add column revision bigint default 0 not null;

-- Every change of state or money, in the transaction that makes it. Only added to.
create sequence audit_ids start with 1 increment by 1000;

create table audit_log (
    id           bigint primary key,
    at           timestamp(6) with time zone not null,
    actor        bigint,
    action       varchar(60) not null,
    subject_kind varchar(20) not null,
    subject_id   bigint not null,
    bug_id       bigint,
    amount_cents bigint,
    detail       varchar(2000) not null
);
create index audit_log_by_time on audit_log (at, id);
create index audit_log_by_subject on audit_log (subject_kind, subject_id, id);

-- What changes add to the figures of analytics; one worker drains them and deletes exactly what it has read.
create sequence analytics_delta_ids start with 1 increment by 1000;

create table analytics_deltas (
    id        bigint primary key,
    metric    varchar(40) not null,
    dimension varchar(80) not null,
    epoch_day bigint not null,
    events    bigint not null,
    cents     bigint not null
);
