-- Reads a notice and locks it.
select status, next_try_at
  from notice
 where saga_id = :sagaId
   and kind = :kind
   for update
