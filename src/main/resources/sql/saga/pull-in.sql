-- Makes waiting sagas due that were given back at a time which is still to come.
update saga
   set next_run_at = :now,
       updated_at = :now
 where next_run_at > :now
   and updated_at > :future
   and lease_owner is null
   and ended_at is null
   and runs > 0
