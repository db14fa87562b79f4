create table demo_loads (
    id          integer primary key,
    finished_at timestamp(6) with time zone
);
