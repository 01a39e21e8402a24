-- Locks a saga that may still take steps.
select 1
  from saga
 where id = :id
   and decision is null
   and ended_at is null
   for update
