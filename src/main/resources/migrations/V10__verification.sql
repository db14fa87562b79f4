-- Fixes handed in to be verified. state: PENDING, VERIFIED, REJECTED, ERROR. evidence_by: CLAIMANT, MAINTAINER.
create sequence submission_ids start with 1 increment by 20;

create table submissions (
    id           bigint primary key,
    bug_id       bigint not null,
    developer_id bigint not null,
    submitted_by bigint not null,
    pr_link      varchar(1000) not null,
    evidence_by  varchar(10),
    state        varchar(10) not null,
    state_reason varchar(1000),
    mode         varchar(10),
    level        integer,
    score        double precision,
    similarity   double precision,
    diff_score   double precision,
    diff_sha256  varchar(64),
    diff_paths   varchar(130000),
    engine       varchar(200),
    claim_id     bigint,
    claim_state  varchar(12),
    bounty_state varchar(12),
    submitted_at timestamp(6) with time zone not null,
    judged_at    timestamp(6) with time zone,
    told_at      timestamp(6) with time zone
);
create index submissions_by_bug on submissions (bug_id, id);
create index submissions_by_developer on submissions (developer_id, id);

-- Why the verdict is what it is, in the order in which it is shown.
create table submission_checks (
    submission_id  bigint not null references submissions (id),
    check_position integer not null,
    code           varchar(40) not null,
    passed         boolean not null,
    required       boolean not null,
    weight         double precision not null,
    score          double precision not null,
    reason         varchar(2000) not null,
    primary key (submission_id, check_position)
);

-- What was handed in, compressed and cut into parts, because a column of bytes is bounded. kind: DIFF, BEFORE, AFTER, EXPECTED.
create table submission_texts (
    submission_id bigint not null references submissions (id),
    kind          varchar(10) not null,
    part          integer not null,
    content       bytea not null,
    primary key (submission_id, kind, part)
);

-- One row for each developer and bug, locked by who counts what waits: two submissions may come at once.
create table submission_turns (
    bug_id       bigint not null,
    developer_id bigint not null,
    primary key (bug_id, developer_id)
);
