-- Forgets the entries of a post.
delete from analytics_entry
 where post_id = :postId
