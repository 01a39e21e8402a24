-- A user's events after a sequence number, oldest first.
select id, event_id, type, subject, data, created_at
  from event
 where user_id = :userId
   and id > :after
 order by user_id, id
 fetch first :limit rows only
