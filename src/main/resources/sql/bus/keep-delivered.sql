-- Copies delivered events into the history, in order.
insert into event (event_id, type, subject, user_id, data, created_at)
select event_id, type, subject, user_id, data, created_at
  from outbox
 where id in (:ids)
 order by id
