-- The oldest events of some parts, in order, but none of a subject that rests.
select id, attempts, event_id, type, subject, user_id, data, created_at
  from outbox
 where part in (:parts)
   and subject not in (:resting)
 order by id
 fetch first :batch rows only
