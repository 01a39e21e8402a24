-- How often a notice was tried.
select tries
  from notice
 where saga_id = :sagaId
   and kind = :kind
