-- Connected repositories. source: URL, PATH, ARCHIVE. state: QUEUED, SYNCING, READY, FAILED, DELETING.
create sequence repository_ids start with 1 increment by 20;

create table repositories (
    id               bigint primary key,
    name             varchar(400) not null,
    source           varchar(10) not null,
    location         varchar(2000) not null,
    default_branch   varchar(400),
    connected_by     bigint not null,
    state            varchar(10) not null,
    state_reason     varchar(1000),
    phase            varchar(20),
    done             bigint not null,
    total            bigint not null,
    revision         varchar(64),
    half_life_days   integer not null,
    files            integer not null,
    commits          integer not null,
    fix_count        bigint not null,
    upload_id        bigint,
    upload_parent    varchar(64),
    uploaded_at      timestamp(6) with time zone,
    indexed_revision varchar(64),
    indexed_files    integer not null,
    embedded_files   integer not null,
    version          bigint not null,
    created_at       timestamp(6) with time zone not null,
    synced_at        timestamp(6) with time zone
);

-- What leads to a repository: host/owner/name of its address now and of each before, and path:/folder. The first to have a name keeps it.
create table repository_names (
    name          varchar(2000) primary key,
    repository_id bigint not null references repositories (id)
);
create index repository_names_by_repository on repository_names (repository_id);

-- The files of the stored revision; last_* is null where the history that was read does not reach the file.
create table repository_files (
    repository_id bigint not null references repositories (id),
    path          varchar(1000) not null,
    size          bigint not null,
    language      varchar(20),
    last_at       timestamp(6) with time zone,
    last_author   varchar(400),
    last_commit   varchar(64),
    primary key (repository_id, path)
);

-- People of the history. weight: a change at the start of 2020 counts 1, later ones more, twice as much after each half-life.
create table repository_authors (
    repository_id bigint not null references repositories (id),
    author        integer not null,
    author_key    varchar(400) not null,
    name          varchar(400) not null,
    email         varchar(400) not null,
    commits       integer not null,
    weight        double precision not null,
    last_at       timestamp(6) with time zone not null,
    primary key (repository_id, author)
);

create table repository_file_authors (
    repository_id bigint not null references repositories (id),
    path          varchar(1000) not null,
    author        integer not null,
    weight        double precision not null,
    last_at       timestamp(6) with time zone not null,
    primary key (repository_id, path, author)
);

-- What CODEOWNERS says, line by line; owners are separated by spaces.
create table repository_owners (
    repository_id bigint not null references repositories (id),
    line          integer not null,
    pattern       varchar(1000) not null,
    owners        varchar(4000) not null,
    primary key (repository_id, line)
);

-- What was fixed where. sequence is drawn from repositories.fix_count under the lock of that row: no gaps in time. paths: one a line.
create table repository_fixes (
    repository_id bigint not null references repositories (id),
    sequence      bigint not null,
    fix_id        varchar(80) not null,
    title         varchar(800) not null,
    content       varchar(8000) not null,
    fixed_at      timestamp(6) with time zone not null,
    paths         varchar(130000) not null,
    primary key (repository_id, sequence)
);
create unique index repository_fixes_by_id on repository_fixes (repository_id, fix_id);

-- Archives as they came, cut into parts so that any node can read them.
create sequence repository_upload_ids start with 1 increment by 20;

create table repository_uploads (
    id            bigint primary key,
    repository_id bigint not null,
    kind          varchar(10) not null,
    begun_at      timestamp(6) with time zone not null,
    complete      boolean not null
);
create index repository_uploads_by_repository on repository_uploads (repository_id);

create table repository_upload_parts (
    upload_id bigint not null,
    part      integer not null,
    content   bytea not null,
    primary key (upload_id, part)
);

alter table bugs add column repository_id bigint;
create index bugs_by_repository on bugs (repository_id, id);
