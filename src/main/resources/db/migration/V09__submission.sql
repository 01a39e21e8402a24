-- Which post was made from which row or record; kept for ever, so that none is made twice.
create table submission (
  user_id bigint not null,
  origin varchar(200) not null,
  post_id bigint not null,
  source varchar(100) not null,
  created_at timestamp(6) with time zone not null,
  constraint submission_once primary key (user_id, origin)
);
