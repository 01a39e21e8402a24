-- Forgets what a post needs.
delete from media_hold where post_id = :postId
