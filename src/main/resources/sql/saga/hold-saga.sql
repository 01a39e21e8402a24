-- Locks an undecided saga if a fence is its newest and its lease has time left.
select 1
  from saga
 where id = :id
   and fence = :fence
   and decision is null
   and lease_until > :now
   for update
