-- Forgets what was counted of a user's posts.
delete from analytics_post
 where user_id = :userId
