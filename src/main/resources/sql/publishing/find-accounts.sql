-- A user's accounts on some platforms, oldest first.
select id, platform, status
  from account
 where user_id = :userId
   and platform in (:platforms)
 order by id
