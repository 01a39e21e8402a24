-- The first answer to a request that carried an idempotency key, kept for a day.
create table idempotency_key (
  user_id bigint not null,
  idem_key varchar(255) not null,
  method_path varchar(500) not null,
  body_hash varchar(64) not null,
  status integer not null,
  answer text not null,
  created_at timestamp(6) with time zone not null,
  constraint idempotency_key_pk primary key (user_id, idem_key)
);

create index idempotency_key_age on idempotency_key (created_at);
