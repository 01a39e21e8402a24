-- Ends a saga that has never run.
update saga
   set status = 'failed',
       reason = :reason,
       next_run_at = null,
       ended_at = :now,
       updated_at = :now
 where id = :id
   and status = 'pending'
