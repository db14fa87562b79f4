-- Figures: for each day, and under the day that is no day for all time. Written by whoever holds the one row of analytics_turns.
create table analytics_rollups (
    metric    varchar(40) not null,
    epoch_day bigint not null,
    dimension varchar(80) not null,
    events    bigint not null,
    cents     bigint not null,
    primary key (metric, epoch_day, dimension)
);
create index analytics_rollups_by_cents on analytics_rollups (metric, epoch_day, cents desc, dimension);

create table analytics_turns (
    id         integer primary key,
    rebuilt_at timestamp(6) with time zone
);

alter table analytics_deltas add column made_at timestamp(6) with time zone default current_timestamp not null;

-- number runs for each person, without gaps, under the lock of his row in notification_counters: what has a lower one is there already.
create table notification_counters (
    person      bigint primary key,
    last_number bigint not null
);

create table notifications (
    person    bigint not null,
    number    bigint not null,
    key_value varchar(400) not null,
    kind      varchar(120) not null,
    bug_id    bigint,
    text      varchar(1000) not null,
    made_at   timestamp(6) with time zone not null,
    read_at   timestamp(6) with time zone,
    primary key (person, number),
    constraint notifications_once unique (key_value, person)
);

-- What a bug's history says and its reporter has not been told yet.
create table bug_notices (
    bug_id   bigint not null,
    seq      bigint not null,
    reporter bigint not null,
    kind     varchar(40) not null,
    text     varchar(1000) not null,
    primary key (bug_id, seq)
);

-- Who is blocked cannot open or refresh a session.
alter table users add column blocked boolean default false not null;
create index users_by_role on users (role, id);
create index refresh_tokens_by_user on refresh_tokens (user_id);

create index audit_log_by_actor on audit_log (actor, at, id);
create index audit_log_by_bug on audit_log (bug_id, at, id);
create index jobs_by_state on jobs (state, id);
