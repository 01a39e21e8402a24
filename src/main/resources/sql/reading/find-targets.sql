-- The targets of some posts.
select post_id, platform, account_id, status, platform_post_id, permalink, attempts, next_attempt_at, published_at,
       error_class, error_code, error_message
  from target
 where post_id in (:posts)
 order by post_id, position
