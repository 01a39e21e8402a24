-- Writes that a target is up.
update target
   set status = 'confirmed',
       platform_post_id = :platformPostId,
       permalink = :permalink,
       published_at = :now,
       next_attempt_at = null,
       failures = 0,
       looks = 0,
       error_class = null,
       error_code = null,
       error_message = null,
       version = version + 1,
       updated_at = :now
 where id = :id
   and version = :version
