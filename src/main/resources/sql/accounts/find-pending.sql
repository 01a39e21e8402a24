-- What was allowed and is to be chosen from.
select user_id, platform, content
  from pending_connection
 where hash = :hash
   and expires_at > :now
