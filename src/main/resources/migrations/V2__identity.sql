-- Text columns hold twice the characters that are allowed: H2 counts UTF-16 units, the rules count code points.
create sequence user_ids start with 1 increment by 20;

create table users (
    id            bigint primary key,
    email         varchar(254) not null unique,
    name          varchar(200) not null,
    role          varchar(10) not null,
    reputation    double precision not null,
    skills        varchar(1300) not null,
    password_hash varchar(200),
    created_at    timestamp(6) with time zone not null,
    version       bigint not null
);

-- A session is a family of refresh tokens, each used once.
create table refresh_tokens (
    token_hash varchar(64) primary key,
    family     varchar(36) not null,
    user_id    bigint not null references users (id),
    expires_at timestamp(6) with time zone not null,
    used_at    timestamp(6) with time zone
);
create index refresh_tokens_family on refresh_tokens (family);
create index refresh_tokens_expiry on refresh_tokens (expires_at);
