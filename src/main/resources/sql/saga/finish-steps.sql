-- Marks what is left of a saga's steps finalised.
update saga_step
   set status = 'finalized',
       ended_at = :now
 where saga_id = :id
   and status = 'enlisted'
