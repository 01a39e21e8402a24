-- The entries of a post, locked.
select target_id, post_id, user_id, account_id, platform, counted, leads, metrics, created_at
  from analytics_entry
 where post_id = :postId
 order by target_id
   for update
