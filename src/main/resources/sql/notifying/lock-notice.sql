-- Reads a notice and locks it.
select id, status, tries, next_try_at
  from notice
 where saga_id = :sagaId
   and kind = :kind
   for update
