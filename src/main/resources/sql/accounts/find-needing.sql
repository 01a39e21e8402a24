-- The unfinished posts of a user that need an account, the next first.
select p.id, p.status, p.scheduled_at
  from post p
  join target t on t.post_id = p.id
 where p.user_id = :userId
   and p.status in ('scheduled', 'pending', 'publishing')
   and t.account_id = :id
 order by p.scheduled_at, p.id
 fetch first 100 rows only
