-- Ends a saga.
update saga
   set status = :status,
       failures = :failures,
       last_error = :error,
       next_run_at = null,
       lease_owner = null,
       lease_until = null,
       ended_at = :now,
       updated_at = :now
 where id = :id
   and fence = :fence
   and ended_at is null
