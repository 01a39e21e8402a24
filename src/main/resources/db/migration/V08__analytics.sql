-- What is to be measured: one entry per published target.
create table analytics_entry (
  target_id bigint primary key,
  post_id bigint not null,
  platform varchar(32) not null,
  platform_post_id varchar(255) not null,
  created_at timestamp(6) with time zone not null
);
create index analytics_entry_by_post on analytics_entry (post_id);
