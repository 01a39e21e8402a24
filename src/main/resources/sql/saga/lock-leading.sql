-- Locks a saga if a fence is its newest and its lease has time left, decided or not.
select 1
  from saga
 where id = :id
   and fence = :fence
   and ended_at is null
   and lease_until > :now
   for update
