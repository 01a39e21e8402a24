-- Counts a failed finalisation if the run's fence is the newest.
update saga_step
   set attempts = attempts + 1,
       last_error = :error
 where saga_id = :id
   and step_key = :key
   and exists (select 1
                 from saga
                where id = :id
                  and fence = :fence
                  and ended_at is null)
