-- Locks a saga.
select 1
  from saga
 where id = :id
   for update
