create sequence bug_ids start with 1 increment by 20;

create table bugs (
    id                     bigint primary key,
    title                  varchar(400) not null,
    description            varchar(40000) not null,
    stack_trace            varchar(200000),
    repo_link              varchar(1000),
    repo                   varchar(1000),
    tags                   varchar(500) not null,
    reported_severity      varchar(10),
    severity               varchar(10),
    status                 varchar(20) not null,
    created_by             bigint not null,
    assigned_to            bigint,
    created_at             timestamp(6) with time zone not null,
    updated_at             timestamp(6) with time zone not null,
    version                bigint not null,
    funding_total_cents    bigint not null,
    analysis_state         varchar(10) not null,
    analysis_reason        varchar(500),
    category               varchar(40),
    ai_priority_score      double precision,
    predicted_complexity   double precision,
    predicted_bounty_cents bigint,
    analysis               varchar(200000)
);
create index bugs_by_time on bugs (created_at, id);
create index bugs_by_priority on bugs (ai_priority_score desc nulls last, id desc);
create index bugs_by_bounty on bugs (predicted_bounty_cents desc nulls last, id desc);
create index bugs_by_status on bugs (status, id);
create index bugs_by_repo on bugs (repo, id);
create index bugs_by_creator on bugs (created_by, id);

-- The tags again, one a row, for finding by tag; bugs.tags is what is read.
create table bug_tags (
    bug_id bigint not null references bugs (id),
    tag    varchar(40) not null,
    primary key (bug_id, tag)
);
create index bug_tags_by_tag on bug_tags (tag, bug_id);

-- The history of a bug; seq is the version of the bug that the event made, so it has no gaps and no races.
create table bug_events (
    bug_id bigint not null references bugs (id),
    seq    bigint not null,
    kind   varchar(40) not null,
    actor  bigint,
    detail varchar(1000) not null,
    at     timestamp(6) with time zone not null,
    primary key (bug_id, seq)
);
