-- The ledger. Transactions and postings are only ever added; there is no column of balances that anybody updates.
create sequence ledger_ids start with 1 increment by 1000;

-- One EXTERNAL (the simulated payment account), one WALLET for each user, one ESCROW for each funded bug.
create table ledger_accounts (
    id        bigint primary key,
    kind      varchar(10) not null,
    owner     bigint not null,
    blind     varchar(64) not null,
    opened_at timestamp(6) with time zone not null,
    constraint ledger_accounts_once unique (owner, kind)
);

-- What one commit wrote, and the Merkle root over it.
create table ledger_batches (
    id             bigint primary key,
    root           varchar(64) not null,
    transactions   integer not null,
    external_cents bigint not null,
    wallet_cents   bigint not null,
    escrow_cents   bigint not null,
    committed_at   timestamp(6) with time zone not null
);

create table ledger_transactions (
    id              bigint primary key,
    batch_id        bigint not null,
    batch_position  integer not null,
    kind            varchar(20) not null,
    idempotency_key varchar(300) not null,
    request_hash    varchar(64) not null,
    subject         bigint not null,
    at              timestamp(6) with time zone not null,
    constraint ledger_transactions_once unique (idempotency_key)
);
create index ledger_transactions_by_batch on ledger_transactions (batch_id, batch_position);

-- account_seq and balance_cents run along each account that must not go below zero; EXTERNAL has neither.
create table ledger_postings (
    transaction_id bigint not null,
    line           integer not null,
    account_id     bigint not null,
    public_account varchar(80) not null,
    amount_cents   bigint not null,
    account_seq    bigint,
    balance_cents  bigint,
    primary key (transaction_id, line)
);
create unique index ledger_postings_in_turn on ledger_postings (account_id, account_seq desc);

-- Batches that no seal covers yet. The turn is drawn under the locks of a batch's accounts: what an account saw first has the lower one.
create sequence ledger_turns;
create table ledger_unsealed (
    turn     bigint primary key,
    batch_id bigint not null
);

-- A chain: each seal's root covers the one before. The sums are those of all batches up to and with this seal.
create table ledger_seals (
    number         bigint primary key,
    previous_root  varchar(64) not null,
    root           varchar(64) not null,
    batches        integer not null,
    transactions   bigint not null,
    external_cents bigint not null,
    wallet_cents   bigint not null,
    escrow_cents   bigint not null,
    sealed_at      timestamp(6) with time zone not null
);

create table ledger_seal_batches (
    batch_id      bigint primary key,
    seal          bigint not null,
    seal_position integer not null
);
create index ledger_seal_batches_in_order on ledger_seal_batches (seal, seal_position);

-- Money on bugs. The row of a bounty is locked by whoever changes its state or its contributions.
create sequence contribution_ids start with 1 increment by 1000;
create sequence claim_ids start with 1 increment by 20;

create table bounties (
    bug_id           bigint primary key,
    state            varchar(12) not null,
    reporter         bigint not null,
    release_level    integer not null,
    review_share_bps integer not null,
    held_cents       bigint not null,
    released_cents   bigint not null,
    refunded_cents   bigint not null,
    contributions    integer not null,
    claim_id         bigint,
    clock_at         timestamp(6) with time zone,
    opened_at        timestamp(6) with time zone not null,
    updated_at       timestamp(6) with time zone not null,
    version          bigint not null,
    told             boolean not null,
    told_version     bigint default 0 not null
);
create index bounties_by_clock on bounties (clock_at, bug_id);
create index bounties_untold on bounties (told, bug_id);

-- state: HELD, RELEASED, REFUNDED, EXPIRED_REFUNDED. contributor_id is null for who was not signed in.
create table contributions (
    id               bigint primary key,
    bug_id           bigint not null,
    moved_from       bigint,
    contributor_id   bigint,
    contributor_name varchar(200) not null,
    amount_cents     bigint not null,
    source           varchar(10) not null,
    state            varchar(20) not null,
    release_level    integer not null,
    refund_hash      varchar(64),
    made_at          timestamp(6) with time zone not null,
    expires_at       timestamp(6) with time zone not null,
    ended_at         timestamp(6) with time zone
);
create index contributions_by_bug on contributions (bug_id, id);
create index contributions_by_backer on contributions (contributor_id, id);
create index contributions_by_expiry on contributions (bug_id, state, expires_at);

-- state: ACTIVE, SUBMITTED, VERIFIED, DISPUTED, PAID, FAILED, REJECTED, WITHDRAWN, EXPIRED, LOST.
create table claims (
    id             bigint primary key,
    bug_id         bigint not null,
    developer_id   bigint not null,
    state          varchar(12) not null,
    pr_link        varchar(1000),
    ai_assisted    boolean not null,
    attempts       integer not null,
    verified_level integer,
    reviewer       bigint,
    reason         varchar(2000),
    made_at        timestamp(6) with time zone not null,
    expires_at     timestamp(6) with time zone not null,
    ended_at       timestamp(6) with time zone,
    version        bigint not null
);
create index claims_by_bug on claims (bug_id, id);
create index claims_by_developer on claims (developer_id, state, id);
create index claims_by_expiry on claims (state, expires_at, id);

create table claim_splits (
    claim_id       bigint not null,
    split_position integer not null,
    developer_id   bigint not null,
    share_bps      integer not null,
    primary key (claim_id, split_position)
);

-- A verdict of verification, once for each submission.
create table claim_verdicts (
    submission_id bigint primary key,
    claim_id      bigint,
    bug_id        bigint not null,
    developer_id  bigint not null,
    level         integer not null,
    passed        boolean not null,
    score         double precision not null,
    at            timestamp(6) with time zone not null
);

-- choice: APPROVE or REJECT while a claim is in review; PAY, REOPEN or REFUND in a dispute. One vote for each person and round.
create table claim_votes (
    claim_id   bigint not null,
    dispute_id bigint not null,
    voter      bigint not null,
    choice     varchar(10) not null,
    reason     varchar(2000) not null,
    at         timestamp(6) with time zone not null,
    primary key (claim_id, dispute_id, voter)
);

create table disputes (
    id           bigint primary key,
    claim_id     bigint not null,
    bug_id       bigint not null,
    opened_by    bigint not null,
    reason       varchar(2000) not null,
    opened_at    timestamp(6) with time zone not null,
    closes_at    timestamp(6) with time zone not null,
    outcome      varchar(10),
    pay_cents    bigint,
    reopen_cents bigint,
    refund_cents bigint,
    decided_at   timestamp(6) with time zone
);
create index disputes_by_claim on disputes (claim_id, id);

-- The history of a bounty; version is the bounty's that the event made.
create table bounty_events (
    bug_id       bigint not null,
    version      bigint not null,
    kind         varchar(40) not null,
    actor        bigint,
    claim_id     bigint,
    amount_cents bigint not null,
    detail       varchar(2000) not null,
    at           timestamp(6) with time zone not null,
    primary key (bug_id, version)
);

-- The bounty's version that the bug has heard of.
alter table bugs add column bounty_version bigint default 0 not null;
