-- What people say of two bugs; the lower number stands first, so that a pair is one row from whichever side it is judged.
create table bug_duplicates (
    bug_low      bigint not null references bugs (id),
    bug_high     bigint not null references bugs (id),
    state        varchar(10) not null,
    score        double precision,
    evidence     varchar(8000) not null,
    suggested_by bigint,
    suggested_at timestamp(6) with time zone,
    decided_by   bigint,
    decided_at   timestamp(6) with time zone,
    primary key (bug_low, bug_high)
);
create index bug_duplicates_by_high on bug_duplicates (bug_high, bug_low);

-- The oldest bug of the group that confirmed pairs hold together.
alter table bugs add column duplicate_of bigint;
create index bugs_by_duplicate on bugs (duplicate_of);

-- One row, locked by who judges a pair: groups may join from two sides at once.
create table duplicate_turns (
    id integer primary key
);

-- The first prediction that each version of an engine makes of a bug; never changed, so that it can be held against what came.
create table bug_predictions (
    bug_id                bigint not null,
    engine                varchar(200) not null,
    predicted_at          timestamp(6) with time zone not null,
    issue_type            varchar(40) not null,
    issue_type_confidence double precision not null,
    category              varchar(40) not null,
    category_confidence   double precision not null,
    severity              varchar(10) not null,
    complexity            double precision not null,
    bounty_p10            bigint not null,
    bounty_p50            bigint not null,
    bounty_p90            bigint not null,
    primary key (bug_id, engine)
);

-- What people say a prediction should have been, beside what it was; only added to, the last turn of a person counts.
create table bug_feedback (
    bug_id     bigint not null,
    field      varchar(20) not null,
    person     bigint not null,
    turn       integer not null,
    said       varchar(60) not null,
    predicted  varchar(60),
    confidence double precision,
    low        bigint,
    high       bigint,
    given_at   timestamp(6) with time zone not null,
    primary key (bug_id, field, person, turn)
);
create index bug_feedback_by_time on bug_feedback (given_at);

-- Open bugs that speak of one thing, as the last build found them. One row says what was built.
create sequence cluster_ids start with 1 increment by 20;

create table cluster_builds (
    id       integer primary key,
    model    varchar(100) not null,
    mean     bytea not null,
    bugs     bigint not null,
    took_ms  bigint not null,
    built_at timestamp(6) with time zone not null
);

create table bug_clusters (
    id          bigint primary key,
    label       varchar(400) not null,
    terms       varchar(1000) not null,
    central_bug bigint not null,
    centroid    bytea not null,
    reach       double precision not null
);

create table bug_cluster_members (
    bug_id       bigint primary key,
    cluster_id   bigint not null,
    similarity   double precision not null,
    reported_day bigint not null
);
create index bug_cluster_members_by_cluster on bug_cluster_members (cluster_id, reported_day);
