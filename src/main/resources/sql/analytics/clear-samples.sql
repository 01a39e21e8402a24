-- Forgets what was measured of a post.
delete from analytics_sample
 where target_id in (select target_id
                       from analytics_entry
                      where post_id = :postId)
