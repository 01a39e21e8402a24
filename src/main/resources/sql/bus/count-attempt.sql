-- Counts a delivery that failed.
update outbox
   set attempts = attempts + 1
 where id = :id
