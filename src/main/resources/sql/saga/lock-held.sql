-- Locks a saga that may still take steps of a run.
select 1
  from saga
 where id = :id
   and fence = :fence
   and decision is null
   and ended_at is null
   for update
