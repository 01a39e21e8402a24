-- How far the read model is being made again. It begins with what is there.
create table read_model_build (
  id smallint primary key,
  run bigint not null,
  status varchar(16) not null,
  -- posts beyond this one are done; null before the first
  position bigint,
  first_position bigint,
  posts_done bigint not null,
  owner varchar(64),
  lease_until timestamp(6) with time zone,
  started_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null
);
insert into read_model_build (id, run, status, posts_done, started_at, created_at)
values (1, 1, 'running', 0, current_timestamp, current_timestamp);
