-- Reputation is the sum of these, each worth half after each half-life. Only added to.
create table reputation_events (
    event_key varchar(400) primary key,
    user_id   bigint not null references users (id),
    event     varchar(30) not null,
    points    double precision not null,
    at        timestamp(6) with time zone not null
);
create index reputation_events_by_user on reputation_events (user_id, event_key);

-- users.reputation is that sum as it was at reputation_at; it may be negative, though nobody is shown below zero.
alter table users add column reputation_at timestamp(6) with time zone;
update users set reputation_at = created_at;
alter table users alter column reputation_at set not null;
-- The least that a developer wants for a fix.
alter table users add column asking_price_cents bigint;

insert into reputation_events (event_key, user_id, event, points, at)
    select 'user:' || cast(id as varchar(20)) || ':brought', id, 'BROUGHT', reputation, created_at
    from users where reputation > 0;

-- What matching knows of a developer; made again from identity, funding and the vectors of bugs.
create table developer_profiles (
    developer_id     bigint primary key,
    model            varchar(100) not null,
    name             varchar(200) not null,
    skills           varchar(1300) not null,
    skills_vector    bytea,
    fixes_vector     bytea,
    reputation       double precision not null,
    asking_cents     bigint,
    active_claims    integer not null,
    successes        integer not null,
    failures         integer not null,
    fixes            varchar(8000) not null,
    removed          boolean not null,
    updated_at       timestamp(6) with time zone not null
);
create index developer_profiles_by_time on developer_profiles (updated_at, developer_id);
create index developer_profiles_by_model on developer_profiles (model, developer_id);

insert into jobs (id, kind, subject, state, attempts, due_at, created_at)
    select nextval('job_ids'), 'identity.profile_changed', id, 'PENDING', 0, current_timestamp, current_timestamp
    from users where role = 'DEVELOPER';
