-- A user's events of a type after a sequence number, oldest first.
select id, event_id, type, subject, data, created_at
  from event
 where user_id = :userId
   and type = :type
   and id > :after
 order by user_id, type, id
 fetch first :limit rows only
