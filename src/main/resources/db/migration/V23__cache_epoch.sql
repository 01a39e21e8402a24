-- The epoch of what is kept in Redis: what was written in an earlier one counts for nothing.
create table cache_epoch (
  id smallint primary key,
  epoch bigint not null,
  created_at timestamp(6) with time zone not null
);
insert into cache_epoch (id, epoch, created_at) values (1, 1, current_timestamp);
