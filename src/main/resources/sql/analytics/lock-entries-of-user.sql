-- The entries of a user, locked: none of them is tallied meanwhile.
select target_id, post_id, user_id, account_id, platform, counted, leads, metrics, created_at
  from analytics_entry
 where user_id = :userId
 order by target_id
   for update
