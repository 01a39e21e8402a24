-- Makes the targets of a post that did not come out ready for another round.
update target
   set status = 'planned',
       handle = null,
       platform_post_id = null,
       permalink = null,
       published_at = null,
       failures = 0,
       looks = 0,
       next_attempt_at = null,
       deadline_at = null,
       error_class = null,
       error_code = null,
       error_message = null,
       version = version + 1,
       updated_at = :now
 where post_id = :postId
   and status in ('failed', 'cancelled', 'compensated')
