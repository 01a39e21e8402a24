-- Counts a failed finalisation.
update saga_step
   set attempts = attempts + 1,
       last_error = :error
 where saga_id = :id
   and step_key = :key
