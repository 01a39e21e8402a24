-- Tells whether a run may go on: its fence is the newest and its lease has time left.
select 1
  from saga
 where id = :id
   and fence = :fence
   and ended_at is null
   and lease_until > :now
