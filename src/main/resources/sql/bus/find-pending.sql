-- The oldest events of some parts, in order.
select id, attempts, event_id, type, subject, user_id, data, created_at
  from outbox
 where part in (:parts)
 order by id
 fetch first :batch rows only
