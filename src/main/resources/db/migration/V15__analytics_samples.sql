-- When each published post is to be measured next, and what was measured.
alter table analytics_entry add column user_id bigint default 0 not null;
alter table analytics_entry add column next_at timestamp(6) with time zone;
alter table analytics_entry add column looks integer default 0 not null;
alter table analytics_entry add column failures integer default 0 not null;
alter table analytics_entry add column metrics varchar(2000);
alter table analytics_entry add column collected_at timestamp(6) with time zone;
alter table analytics_entry add column problem varchar(2000);

update analytics_entry
   set next_at = created_at,
       user_id = (select p.user_id from post p where p.id = analytics_entry.post_id);

create index analytics_entry_due on analytics_entry (next_at);

-- The time series: a row each time that something had changed.
create table analytics_sample (
  target_id bigint not null,
  collected_at timestamp(6) with time zone not null,
  metrics varchar(2000) not null,
  created_at timestamp(6) with time zone not null,
  primary key (target_id, collected_at)
);
