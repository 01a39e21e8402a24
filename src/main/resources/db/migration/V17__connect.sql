-- How accounts are connected, how long that lasts, and when their tokens are renewed.
alter table account add column kind varchar(24);
alter table account add column scopes varchar(4000);
alter table account add column connections integer default 1 not null;
alter table account add column refresh_expires_at timestamp(6) with time zone;
-- when somebody has to connect the account again, as far as that is known
alter table account add column ends_at timestamp(6) with time zone;
-- when its token is to be renewed next, ahead of its end
alter table account add column refresh_at timestamp(6) with time zone;
alter table account add column refresh_failures integer default 0 not null;
-- how many days before the end the user was told of it, 0 for not yet
alter table account add column warned smallint default 0 not null;

create index account_by_refresh on account (refresh_at);

-- What a person was sent to a platform with. The state itself is not kept, only its hash.
create table oauth_state (
  hash varchar(64) primary key,
  user_id bigint not null,
  platform varchar(32) not null,
  redirect_uri varchar(500) not null,
  verifier varchar(500),
  used_at timestamp(6) with time zone,
  expires_at timestamp(6) with time zone not null,
  created_at timestamp(6) with time zone not null
);

-- What a person has allowed and not chosen from yet; tokens lie sealed.
create table pending_connection (
  hash varchar(64) primary key,
  user_id bigint not null,
  platform varchar(32) not null,
  content varchar(1000000) not null,
  expires_at timestamp(6) with time zone not null,
  created_at timestamp(6) with time zone not null
);
