-- Starts the time that a post's media stay unused; before its holds are deleted.
update media
   set needed_at = :now
 where id in (select media_id from media_hold where post_id = :postId)
