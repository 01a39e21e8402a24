-- Reads a post and locks it.
select id, user_id, status, on_failure, decision, saga_id, scheduled_at, version
  from post
 where id = :id
   for update
