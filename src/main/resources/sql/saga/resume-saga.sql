-- Makes a waiting or given up saga go on at once, in its direction, as if it had never failed.
update saga
   set status = case when decision = 'compensate' then 'compensating' else 'in_progress' end,
       failures = 0,
       next_run_at = :now,
       ended_at = null,
       updated_at = :now
 where id = :id
   and lease_owner is null
