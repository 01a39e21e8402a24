-- Forgets what was counted of a post.
delete from analytics_post
 where post_id = :postId
