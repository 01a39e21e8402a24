-- Gives a saga back until a time.
update saga
   set next_run_at = :at,
       lease_owner = null,
       lease_until = null,
       failures = :failures,
       last_error = :error,
       updated_at = :now
 where id = :id
   and fence = :fence
   and ended_at is null
