-- Marks a step finalised.
update saga_step
   set status = 'finalized',
       attempts = attempts + 1,
       ended_at = :now
 where saga_id = :id
   and step_key = :key
