-- Makes a saga due that nobody is running and that has not ended.
update saga
   set next_run_at = :at,
       updated_at = :now
 where id = :id
   and ended_at is null
   and lease_owner is null
