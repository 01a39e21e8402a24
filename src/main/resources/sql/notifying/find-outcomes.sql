-- What became of a post on each platform.
select platform, status, permalink, error_message
  from target
 where post_id = :postId
 order by position
