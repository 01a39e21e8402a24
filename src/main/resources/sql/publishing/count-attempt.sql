-- Counts an attempt.
update target
   set attempts = attempts + 1
 where id = :id
