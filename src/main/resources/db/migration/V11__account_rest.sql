-- How long a platform asked an account to rest, and with which calls.
alter table account add column rests_until timestamp(6) with time zone;
alter table account add column rest_scope varchar(16);
