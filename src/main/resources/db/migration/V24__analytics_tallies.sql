-- What platforms count, added up where it is counted, so that no question has to read the samples.
alter table analytics_entry add column account_id bigint default 0 not null;
-- its post has been added to the tallies, and with this target for its first
alter table analytics_entry add column counted boolean default false not null;
alter table analytics_entry add column leads boolean default false not null;

update analytics_entry
   set account_id = coalesce((select t.account_id from target t where t.id = analytics_entry.target_id), 0);

create index analytics_entry_by_user on analytics_entry (user_id);
create index analytics_entry_uncounted on analytics_entry (counted, target_id);
create index analytics_sample_by_age on analytics_sample (collected_at);

-- What was gained in an hour or a day of UTC; a number can fall, so a gain can be below zero.
create table analytics_tally (
  user_id bigint not null,
  span varchar(4) not null,
  starts_at timestamp(6) with time zone not null,
  platform varchar(32) not null,
  account_id bigint not null,
  posts bigint not null,
  publications bigint not null,
  impressions bigint not null,
  reach bigint not null,
  views bigint not null,
  likes bigint not null,
  comments bigint not null,
  shares bigint not null,
  saves bigint not null,
  clicks bigint not null,
  watch_seconds bigint not null,
  created_at timestamp(6) with time zone not null,
  primary key (user_id, span, starts_at, platform, account_id)
);

-- What was counted of a post so far: on each platform, and under '*' on all of them.
create table analytics_post (
  post_id bigint not null,
  platform varchar(32) not null,
  user_id bigint not null,
  published_at timestamp(6) with time zone not null,
  impressions bigint not null,
  engagements bigint not null,
  reach bigint not null,
  created_at timestamp(6) with time zone not null,
  primary key (post_id, platform)
);
create index analytics_post_by_user on analytics_post (user_id, platform, published_at);

-- How much of an account's quota was spent on looks in the present window.
create table analytics_quota (
  account_id bigint primary key,
  starts_at timestamp(6) with time zone not null,
  looks bigint not null,
  created_at timestamp(6) with time zone not null
);
